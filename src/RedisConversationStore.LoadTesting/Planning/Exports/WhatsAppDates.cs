namespace Conversations.LoadTesting.Planning;

/// <summary>Which of the three numbers of a date is the day: the file does not say, all its dates together mostly do.</summary>
internal static class WhatsAppDates
{
    private enum Order
    {
        DayMonthYear,
        MonthDayYear,
        YearMonthDay,
    }

    /// <summary>When each message was sent; the phone's local time, taken as UTC.</summary>
    /// <exception cref="ChatExportException">A line has no date, or the dates contradict each other.</exception>
    internal static IReadOnlyList<DateTimeOffset> Resolve(IReadOnlyList<WhatsAppLine> lines, string file)
    {
        if (lines.Count == 0) return [];
        var order = OrderOf(lines);
        return [.. lines.Select(line => TryResolve(line, order) ?? throw new ChatExportException(file, line.Number, $"'{line.First}{line.Separator}{line.Second}{line.Separator}{line.Third}' is no date in the order of the other lines, {Name(order)}."))];
    }

    private static Order OrderOf(IReadOnlyList<WhatsAppLine> lines)
    {
        if (lines.Any(line => line.First > 31)) return Order.YearMonthDay;
        if (lines.Any(line => line.First > 12)) return Order.DayMonthYear;
        if (lines.Any(line => line.Second > 12)) return Order.MonthDayYear;

        // Every date could be either: messages follow one another in time.
        var (dayFirst, monthFirst) = (StepsBack(lines, Order.DayMonthYear), StepsBack(lines, Order.MonthDayYear));
        if (dayFirst != monthFirst) return dayFirst < monthFirst ? Order.DayMonthYear : Order.MonthDayYear;
        return lines[0] is { Separator: '/', HasTwelveHours: true } ? Order.MonthDayYear : Order.DayMonthYear;
    }

    private static int StepsBack(IReadOnlyList<WhatsAppLine> lines, Order order)
    {
        var dates = lines.Select(line => TryResolve(line, order)).ToList();
        return dates.Zip(dates.Skip(1), (before, after) => after < before).Count(isBack => isBack);
    }

    private static DateTimeOffset? TryResolve(WhatsAppLine line, Order order)
    {
        var (year, month, day) = order switch
        {
            Order.DayMonthYear => (line.Third, line.Second, line.First),
            Order.MonthDayYear => (line.Third, line.First, line.Second),
            _ => (line.First, line.Second, line.Third),
        };
        if (year < 100) year += 2000;
        if (year is < 2009 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return null;
        return new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero) + line.Time;
    }

    private static string Name(Order order) => order switch
    {
        Order.DayMonthYear => "day, month, year",
        Order.MonthDayYear => "month, day, year",
        _ => "year, month, day",
    };
}
