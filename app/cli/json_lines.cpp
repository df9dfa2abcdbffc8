#include "app/cli/json_lines.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <charconv>
#include <cmath>

namespace watchglass::cli {

namespace {

constexpr std::size_t flushAbove = 64 * 1024;

/// A JSON string, quotes included. Qt escapes; the array brackets around it are cut off.
std::string quoted(const QString &text)
{
    const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return std::string(array.constData() + 1, static_cast<std::size_t>(array.size() - 2));
}

} // namespace

std::string jsonNumber(double value)
{
    if (std::isnan(value))
        return "null";
    if (std::isinf(value))
        return value > 0 ? "\"Infinity\"" : "\"-Infinity\"";
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, value).ptr;
    return std::string(text, end);
}

void JsonLines::write(const QJsonObject &object)
{
    const QByteArray line = QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
    MutexLock lock(m_mutex);
    append(line.constData(), static_cast<std::size_t>(line.size()));
}

void JsonLines::writeSample(const SeriesInfo &info, Sample sample)
{
    std::string line = "{\"event\":\"sample\",\"source\":" + quoted(info.key.source)
                       + ",\"device\":" + quoted(info.key.device) + ",\"attribute\":" + quoted(info.key.attributePath())
                       + ",\"unit\":" + quoted(info.unit) + ",\"time\":\"" + formatIsoTimestamp(sample.time)
                       + "\",\"value\":" + jsonNumber(sample.value) + "}\n";
    MutexLock lock(m_mutex);
    append(line.data(), line.size());
}

void JsonLines::flush()
{
    MutexLock lock(m_mutex);
    flushLocked();
    std::fflush(m_stream);
}

void JsonLines::append(const char *data, std::size_t size)
{
    m_pending.append(data, size);
    if (m_pending.size() >= flushAbove)
        flushLocked();
}

void JsonLines::flushLocked()
{
    if (!m_pending.empty())
        std::fwrite(m_pending.data(), 1, m_pending.size(), m_stream);
    m_pending.clear();
}

} // namespace watchglass::cli
