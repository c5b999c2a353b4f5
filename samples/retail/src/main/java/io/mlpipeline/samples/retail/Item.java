package io.mlpipeline.samples.retail;

import java.time.LocalDate;
import java.util.List;

/**
 * One item of the assortment: its names, its price of each day, and the demand that follows from them. See
 * {@link RetailGenerator} for the model.
 */
final class Item {
    /** Tickets of one store on one day; an item is on a ticket once at most. */
    static final int TICKETS = 32;

    private static final List<String> COLOURS = List.of(
            "SILVER", "RED", "IVORY", "VINTAGE", "WOODEN", "GREEN", "PINK", "COPPER", "BLUE", "GLASS", "STRIPED",
            "ROSE");
    private static final List<String> THINGS = List.of(
            "LANTERN",
            "TEACUP",
            "CAKE STAND",
            "BUNTING",
            "LUNCH BAG",
            "PHOTO FRAME",
            "JAM JAR",
            "DOORMAT",
            "CANDLE",
            "CLOCK",
            "NOTEBOOK",
            "HEART HOLDER",
            "BREAD BIN",
            "TRINKET BOX",
            "WATERING CAN",
            "PARASOL",
            "TRAY",
            "CUSHION",
            "TEA TOWEL",
            "STOCKING",
            "GARLAND",
            "BAUBLE SET",
            "LIGHTS",
            "NAPKINS",
            "CARD HOLDER");
    private static final double[] WEEK = {0.88, 0.84, 0.9, 1.0, 1.28, 1.5, 0.6};
    private static final double[] DISCOUNTS = {0.1, 0.15, 0.2, 0.3, 0.4};
    private static final double SHARE_NEW = 0.1;
    private static final double SHARE_DISCONTINUED = 0.08;
    private static final double STOCK_OUT_STARTS = 1.0 / 150;
    private static final double STOCK_OUT_ENDS = 1.0 / 6;

    private final int number;
    private final int[] listPrice;
    private final int[] price;
    private final double[] mean;
    private final double spread;
    private final Draws draws;

    Item(int number, TradingCalendar calendar, Draws draws) {
        this.number = number;
        this.draws = draws;
        this.listPrice = listPrices(calendar.days());
        this.price = promotedPrices();
        this.spread = draws.uniform(0.6, 0.85);
        this.mean = means(calendar);
    }

    String code() {
        return (20_000 + 13 * number) + (number % 6 == 0 ? "A" : "");
    }

    String description() {
        int set = number / (COLOURS.size() * THINGS.size());
        String name = COLOURS.get(number % COLOURS.size()) + " " + THINGS.get(number / COLOURS.size() % THINGS.size());
        return set == 0 ? name : name + " SET OF " + (set + 1);
    }

    /** In pence. */
    int price(int day) {
        return price[day];
    }

    /** Draws all sales of the item in one store. */
    void sell(int store, double storeLevel, SalesLines lines) {
        boolean inStock = true;
        for (int day = 0; day < mean.length; day++) {
            inStock = inStock ? !draws.chance(STOCK_OUT_STARTS) : draws.chance(STOCK_OUT_ENDS);
            if (inStock && mean[day] > 0) {
                sellOnDay(day, store, storeLevel, lines);
            }
        }
    }

    private void sellOnDay(int day, int store, double storeLevel, SalesLines lines) {
        int count = Math.min(TICKETS, draws.poisson(mean[day] * storeLevel));
        int used = 0;
        for (int i = 0; i < count; i++) {
            int ticket = draws.below(TICKETS);
            while ((used & (1 << ticket)) != 0) {
                ticket = (ticket + 1) % TICKETS;
            }
            used |= 1 << ticket;
            lines.add(day, store, ticket, number, draws.logarithmic(spread, Dirt.LARGEST_SALE));
        }
    }

    private int[] listPrices(int days) {
        double level = 2.6 * StrictMath.exp(0.75 * draws.normal());
        int[] prices = new int[days];
        for (int day = 0; day < days; day++) {
            if (draws.chance(1.0 / 270)) {
                level *= 1 + draws.uniform(-0.04, 0.12);
            }
            prices[day] = charm(level);
        }
        return prices;
    }

    /** The next price that ends in 5 or 9 pence; 29 pence at least. */
    private static int charm(double pounds) {
        int tens = Math.max(2, (int) (pounds * 10));
        return tens * 10 + (pounds * 10 - tens < 0.5 ? 5 : 9);
    }

    private int[] promotedPrices() {
        int[] prices = listPrice.clone();
        int day = draws.below(60);
        while (day < prices.length) {
            double discount = DISCOUNTS[draws.below(DISCOUNTS.length)];
            int end = Math.min(prices.length, day + 7 + draws.below(8));
            for (; day < end; day++) {
                prices[day] = (int) StrictMath.rint(listPrice[day] * (1 - discount));
            }
            day += 25 + draws.below(70);
        }
        return prices;
    }

    /** The mean number of lines of each day in a store of level 1. */
    private double[] means(TradingCalendar calendar) {
        int days = calendar.days();
        double base = 0.34 * StrictMath.exp(0.7 * draws.normal());
        double growth = 0.05 + 0.15 * draws.normal();
        double elasticity = draws.uniform(1.2, 2.8);
        double display = draws.uniform(0.1, 0.5);
        Season season = Season.draw(draws);
        int first = draws.chance(SHARE_NEW) ? draws.below(days) : 0;
        int last = draws.chance(SHARE_DISCONTINUED) ? draws.below(days) : days;
        double mood = 0;
        double[] means = new double[days];
        for (int day = 0; day < days; day++) {
            LocalDate date = calendar.date(day);
            mood = 0.8 * mood + 0.1 * draws.normal();
            boolean promoted = price[day] < listPrice[day];
            double relativePrice = (double) price[day] / listPrice[0];
            double log = growth * day / 365 - elasticity * StrictMath.log(relativePrice) + mood;
            double level = base * calendar.level(day) * WEEK[date.getDayOfWeek().getValue() - 1];
            boolean sold = day >= first && day < last;
            means[day] = sold ? level * season.at(date) * StrictMath.exp(log) * (promoted ? 1 + display : 1) : 0;
        }
        return means;
    }
}
