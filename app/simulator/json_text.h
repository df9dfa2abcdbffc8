#pragma once

#include "core/base/timestamp.h"

#include <QByteArrayView>
#include <QJsonObject>

#include <string>
#include <string_view>

namespace watchglass::sim {

/// Appends a JSON string with its quotes. Everything outside printable ASCII is written as \u escapes, so the text
/// stays ASCII whatever the names hold. `utf8` must be valid UTF-8.
void appendJsonString(std::string &out, QByteArrayView utf8);

/// Appends the shortest text that reads back as exactly this double. Requires: value is finite.
void appendNumber(std::string &out, double value);

/// An object as compact ASCII JSON.
std::string jsonText(const QJsonObject &object);

/// How times are written.
enum class TimeStyle {
    Zulu,  ///< 0, 3, 6 or 9 fraction digits (as many as are needed) and a Z: "2026-01-01T00:00:00.125Z".
    Naive, ///< Microseconds: 0 or 6 fraction digits and no zone; UTC: "2026-01-01T00:00:00.125000".
};

/// Appends a time, without quotes.
void appendTime(std::string &out, Timestamp t, TimeStyle style);
QString timeText(Timestamp t, TimeStyle style);

/// appendTime that remembers the last second's text: neighbouring samples share it.
class TimeWriter
{
public:
    explicit TimeWriter(TimeStyle style)
        : m_style(style)
    {}
    void append(std::string &out, Timestamp t);

private:
    TimeStyle m_style;
    std::int64_t m_second = -1;
    std::string m_secondText;
};

} // namespace watchglass::sim
