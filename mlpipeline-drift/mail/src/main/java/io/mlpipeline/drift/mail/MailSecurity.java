package io.mlpipeline.drift.mail;

/** How a connection to a mail server is kept from other eyes. */
public enum MailSecurity {
    /** Encrypted from the start, usually on port 465. */
    TLS,
    /** Encrypted before anything is said that matters, usually on port 587; refused if the server cannot. */
    STARTTLS,
    /** Not at all: for a relay on the same machine. Passwords are refused. */
    NONE
}
