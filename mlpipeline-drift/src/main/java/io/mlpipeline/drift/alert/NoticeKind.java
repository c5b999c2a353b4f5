package io.mlpipeline.drift.alert;

/** Why people are told of an alert. */
public enum NoticeKind {
    /** It began. */
    TRIGGER,
    /** It became more severe. */
    WORSENED,
    /** It goes on. */
    REPEAT,
    /** Nobody has acknowledged it. */
    ESCALATION,
    /** It is over. */
    RESOLVE
}
