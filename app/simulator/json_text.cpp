#include "app/simulator/json_text.h"

#include <QJsonDocument>

#include <array>
#include <charconv>

namespace watchglass::sim {

namespace {

constexpr std::int64_t nsPerSecond = 1'000'000'000;

void appendEscape(std::string &out, unsigned unit)
{
    static constexpr std::string_view hex = "0123456789abcdef";
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4)
        out += hex[(unit >> shift) & 0xfU];
}

/// "." and the digits of a fraction, none when it is zero.
void appendFraction(std::string &out, std::int64_t ns, TimeStyle style)
{
    if (style == TimeStyle::Naive)
        ns -= ns % 1'000;
    if (ns == 0)
        return;
    int digits = 9;
    if (style == TimeStyle::Naive)
        digits = 6;
    else if (ns % 1'000'000 == 0)
        digits = 3;
    else if (ns % 1'000 == 0)
        digits = 6;
    std::array<char, 10> text{'.'};
    for (std::size_t i = 9; i >= 1; --i, ns /= 10)
        text[i] = static_cast<char>('0' + ns % 10);
    out.append(text.data(), static_cast<std::size_t>(digits) + 1);
}

struct Split
{
    std::int64_t second;
    std::int64_t ns;
};

Split split(Timestamp t)
{
    Split out{t.ns() / nsPerSecond, t.ns() % nsPerSecond};
    if (out.ns < 0) {
        out.ns += nsPerSecond;
        --out.second;
    }
    return out;
}

/// Without fraction and zone.
std::string wholeSecond(std::int64_t second)
{
    std::string text = formatIsoTimestamp(Timestamp::fromNs(second * nsPerSecond), 0);
    text.pop_back();
    return text;
}

} // namespace

void appendJsonString(std::string &out, QByteArrayView utf8)
{
    out += '"';
    const QString text = QString::fromUtf8(utf8);
    for (const QChar c : text) {
        const unsigned unit = c.unicode();
        if (unit == '"' || unit == '\\') {
            out += '\\';
            out += static_cast<char>(unit);
        } else if (unit < 0x20 || unit > 0x7e) {
            appendEscape(out, unit);
        } else {
            out += static_cast<char>(unit);
        }
    }
    out += '"';
}

void appendNumber(std::string &out, double value)
{
    std::array<char, 32> text;
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    out.append(text.data(), end);
}

std::string jsonText(const QJsonObject &object)
{
    const QString text = QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
    std::string out;
    out.reserve(static_cast<std::size_t>(text.size()));
    for (const QChar c : text) {
        if (c.unicode() > 0x7e)
            appendEscape(out, c.unicode());
        else
            out += static_cast<char>(c.unicode());
    }
    return out;
}

void appendTime(std::string &out, Timestamp t, TimeStyle style)
{
    const Split parts = split(t);
    out += wholeSecond(parts.second);
    appendFraction(out, parts.ns, style);
    if (style == TimeStyle::Zulu)
        out += 'Z';
}

QString timeText(Timestamp t, TimeStyle style)
{
    std::string out;
    appendTime(out, t, style);
    return QString::fromStdString(out);
}

void TimeWriter::append(std::string &out, Timestamp t)
{
    const Split parts = split(t);
    if (parts.second != m_second || m_secondText.empty()) {
        m_second = parts.second;
        m_secondText = wholeSecond(parts.second);
    }
    out += m_secondText;
    appendFraction(out, parts.ns, m_style);
    if (m_style == TimeStyle::Zulu)
        out += 'Z';
}

} // namespace watchglass::sim
