#pragma once

#include <QDateTime>
#include <QString>

#include <optional>
#include <vector>

namespace watchglass::settings {

/// Times of the week by the wall clock, as people write them: "Mon-Fri 06:00-14:00, Sat 08:00-10:00", or
/// "22:00-02:00" for every night. Days go by their first two letters, in English or German; a span that ends no later
/// than it begins ends on the next day.
class WeekSchedule
{
public:
    /// An empty text is the schedule of nothing. Nothing when it is none.
    static std::optional<WeekSchedule> parse(const QString &text);

    /// By the date and time of day of `local`, whatever its zone.
    bool contains(const QDateTime &local) const;
    bool isEmpty() const { return m_spans.empty(); }

private:
    struct Span
    {
        unsigned days = 0; ///< Bit 0: Monday.
        int from = 0;      ///< Minutes of the day.
        int to = 0;
    };

    static std::optional<Span> parseSpan(const QString &text);

    std::vector<Span> m_spans;
};

} // namespace watchglass::settings
