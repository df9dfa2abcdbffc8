#pragma once

#include "core/protocol/disruptive/decoder.h"

#include <QMap>
#include <QStringList>

namespace watchglass::test {

inline QString shownText(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

inline QString shownTime(Timestamp time)
{
    return QString::fromStdString(formatIsoTimestamp(time, 0)).section(QLatin1Char('T'), 1).chopped(1);
}

inline std::string_view bytesView(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

/// Writes down each call as one line, and counts events by type.
class DisruptiveRecorder : public protocol::disruptive::EventHandler
{
public:
    QStringList lines;
    QMap<QString, int> types;

    bool begin(const protocol::disruptive::EventHead &head) override
    {
        ++types[shownText(head.type)];
        return true;
    }
    void sample(const protocol::disruptive::EventHead &head, const protocol::disruptive::Metric &metric,
                std::string_view part, Sample sample) override
    {
        lines << QStringLiteral("%1 %2%3=%4 %5%6")
                     .arg(shownText(head.device), shownText(metric.path),
                          part.empty() ? QString() : QLatin1Char('@') + shownText(part), QString::number(sample.value),
                          shownTime(sample.time), head.isBackfilled ? QStringLiteral(" backfilled") : QString());
    }
    void instant(const protocol::disruptive::EventHead &head, const QString &text) override
    {
        lines << QStringLiteral("%1 %2 '%3' %4")
                     .arg(shownText(head.device), shownText(head.type), text,
                          head.isTimed ? shownTime(head.time) : QStringLiteral("-"));
    }
    void connection(const protocol::disruptive::EventHead &head, std::string_view word) override
    {
        lines << QStringLiteral("%1 is %2").arg(shownText(head.device), shownText(word));
    }
    void labels(const protocol::disruptive::EventHead &head, const protocol::disruptive::LabelChanges &changes) override
    {
        QString text;
        for (const auto &[key, value] : changes.added)
            text += QLatin1Char('+') + shownText(key) + QLatin1Char('=') + shownText(value);
        for (const auto &[key, value] : changes.modified)
            text += QLatin1Char('~') + shownText(key) + QLatin1Char('=') + shownText(value);
        for (const auto &key : changes.removed)
            text += QLatin1Char('-') + shownText(key);
        lines << QStringLiteral("%1 labels %2 %3").arg(shownText(head.device), text, shownTime(head.time));
    }
    void unknownEvent(const protocol::disruptive::EventHead &head, std::string_view data) override
    {
        lines << QStringLiteral("%1 unknown %2 %3").arg(shownText(head.device), shownText(head.type), shownText(data));
    }
    void badValue(const protocol::disruptive::EventHead &, std::string_view metric, std::string_view why) override
    {
        lines << QStringLiteral("bad %1: %2").arg(shownText(metric), shownText(why));
    }
    void ping(const protocol::disruptive::EventHead &head) override
    {
        ++types[QStringLiteral("ping")];
        lines
            << QStringLiteral("ping '%1' %2").arg(shownText(head.device), shownTime(head.stamp.value_or(Timestamp())));
    }
    void serverError(const protocol::disruptive::ServerError &error) override
    {
        lines << QStringLiteral("error %1 %2 %3")
                     .arg(QString::number(error.code), shownText(error.message), shownText(error.help));
    }
    void device(const protocol::disruptive::DeviceFields &fields) override
    {
        QStringList labels;
        for (const auto &[key, value] : fields.labels)
            labels << shownText(key) + QLatin1Char('=') + shownText(value);
        lines << QStringLiteral("device %1 of %2: %3 [%4] %5")
                     .arg(shownText(fields.id), shownText(fields.project), shownText(fields.type),
                          shownText(fields.productNumber), labels.join(QLatin1Char(',')));
    }
};

} // namespace watchglass::test
