#include "core/alarm/alarm_entry.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <iterator>

namespace watchglass::alarm {

namespace {

constexpr std::array deedWords{
    QLatin1String("raised"),       QLatin1String("worsened"),     QLatin1String("returned"),
    QLatin1String("acknowledged"), QLatin1String("reset"),        QLatin1String("shelved"),
    QLatin1String("unshelved"),    QLatin1String("shelfEnded"),   QLatin1String("suppressed"),
    QLatin1String("unsuppressed"), QLatin1String("outOfService"), QLatin1String("inService"),
};
constexpr std::array originWords{QLatin1String("service"), QLatin1String("rule"), QLatin1String("link")};

template <std::size_t N>
std::optional<std::size_t> indexOf(const std::array<QLatin1String, N> &words, const QJsonValue &value)
{
    const QString word = value.toString();
    const auto found = std::find(words.begin(), words.end(), word);
    if (found == words.end())
        return std::nullopt;
    return static_cast<std::size_t>(std::distance(words.begin(), found));
}

/// Nanoseconds as text: JSON's numbers are doubles.
QString timeText(Timestamp time)
{
    return QString::number(time.ns());
}

std::optional<Timestamp> timeOf(const QJsonValue &value)
{
    bool isNumber = false;
    const qlonglong ns = value.toString().toLongLong(&isNumber);
    return isNumber ? std::optional(Timestamp::fromNs(ns)) : std::nullopt;
}

void putText(QJsonObject &object, QLatin1String key, const QString &text)
{
    if (!text.isEmpty())
        object.insert(key, text);
}

void putNumber(QJsonObject &object, QLatin1String key, std::optional<double> number)
{
    if (number)
        object.insert(key, *number);
}

std::optional<double> numberOf(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

void putContent(QJsonObject &object, const AlarmContent &content)
{
    putText(object, QLatin1String("device"), content.series.device);
    putText(object, QLatin1String("attribute"), content.series.attribute);
    putText(object, QLatin1String("component"), content.series.component);
    putText(object, QLatin1String("title"), content.title);
    putText(object, QLatin1String("cause"), content.cause);
    putText(object, QLatin1String("guidance"), content.guidance);
    putText(object, QLatin1String("unit"), content.unit);
    putNumber(object, QLatin1String("limit"), content.limit);
    putNumber(object, QLatin1String("value"), content.value);
}

AlarmContent contentOf(const QJsonObject &object, const QString &source)
{
    const auto text = [&object](const char *key) { return object.value(QLatin1String(key)).toString(); };
    return {.series = {source, text("device"), text("attribute"), text("component")},
            .title = text("title"),
            .cause = text("cause"),
            .guidance = text("guidance"),
            .unit = text("unit"),
            .limit = numberOf(object.value(QLatin1String("limit"))),
            .value = numberOf(object.value(QLatin1String("value")))};
}

} // namespace

QString alarmPoint(const AlarmId &id, const AlarmContent &content)
{
    const QString origin = originWords[static_cast<std::size_t>(id.origin)];
    const QChar separator(0x1F);
    if (id.origin != AlarmOrigin::Service)
        return origin + separator + (id.origin == AlarmOrigin::Rule ? id.id : id.source);
    const SeriesKey &series = content.series;
    return QStringList{origin, id.source, series.device, series.attribute, content.title}.join(separator);
}

QString deedText(AlarmDeed deed)
{
    static constexpr std::array texts{
        QT_TRANSLATE_NOOP("AlarmEntry", "Raised"),         QT_TRANSLATE_NOOP("AlarmEntry", "Worsened"),
        QT_TRANSLATE_NOOP("AlarmEntry", "Returned"),       QT_TRANSLATE_NOOP("AlarmEntry", "Acknowledged"),
        QT_TRANSLATE_NOOP("AlarmEntry", "Reset"),          QT_TRANSLATE_NOOP("AlarmEntry", "Shelved"),
        QT_TRANSLATE_NOOP("AlarmEntry", "Unshelved"),      QT_TRANSLATE_NOOP("AlarmEntry", "Shelf ended"),
        QT_TRANSLATE_NOOP("AlarmEntry", "Suppressed"),     QT_TRANSLATE_NOOP("AlarmEntry", "No longer suppressed"),
        QT_TRANSLATE_NOOP("AlarmEntry", "Out of service"), QT_TRANSLATE_NOOP("AlarmEntry", "Back in service"),
    };
    return QCoreApplication::translate("AlarmEntry", texts[static_cast<std::size_t>(deed)]);
}

QJsonObject entryToJson(const AlarmEntry &entry)
{
    QJsonObject object{{QStringLiteral("at"), timeText(entry.at)},
                       {QStringLiteral("deed"), deedWords[static_cast<std::size_t>(entry.deed)]},
                       {QStringLiteral("origin"), originWords[static_cast<std::size_t>(entry.id.origin)]},
                       {QStringLiteral("source"), entry.id.source},
                       {QStringLiteral("id"), entry.id.id},
                       {QStringLiteral("priority"), priorityName(entry.priority)},
                       {QStringLiteral("raised"), timeText(entry.raisedAt)}};
    putContent(object, entry.content);
    if (entry.latches)
        object.insert(QStringLiteral("latches"), true);
    putText(object, QLatin1String("who"), entry.who);
    putText(object, QLatin1String("note"), entry.note);
    if (entry.until)
        object.insert(QStringLiteral("until"), timeText(*entry.until));
    return object;
}

std::optional<AlarmEntry> entryFromJson(const QJsonObject &object)
{
    const auto value = [&object](const char *key) { return object.value(QLatin1String(key)); };
    const auto at = timeOf(value("at"));
    const auto raised = timeOf(value("raised"));
    const auto deed = indexOf(deedWords, value("deed"));
    const auto origin = indexOf(originWords, value("origin"));
    const auto priority = priorityNamed(value("priority").toString());
    if (!at || !raised || !deed || !origin || !priority || !value("id").isString())
        return std::nullopt;
    AlarmEntry entry;
    entry.at = *at;
    entry.deed = static_cast<AlarmDeed>(*deed);
    entry.id = {static_cast<AlarmOrigin>(*origin), value("source").toString(), value("id").toString()};
    entry.content = contentOf(object, entry.id.source);
    entry.priority = *priority;
    entry.raisedAt = *raised;
    entry.latches = value("latches").toBool();
    entry.who = value("who").toString();
    entry.note = value("note").toString();
    entry.until = timeOf(value("until"));
    return entry;
}

} // namespace watchglass::alarm
