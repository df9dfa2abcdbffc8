#include "app/cli/comparison_json.h"

#include "core/exchange/line_words.h"

#include <cmath>

namespace watchglass::cli {

namespace {

using exchange::SeriesComparison;
using Finding = SeriesComparison::Finding;

QString iso(Timestamp time)
{
    return QString::fromStdString(formatIsoTimestamp(time));
}

/// JSON has no word for what is no number.
QJsonValue number(double value)
{
    if (std::isnan(value))
        return QStringLiteral("NaN");
    return std::isinf(value) ? QJsonValue(value > 0 ? QStringLiteral("Infinity") : QStringLiteral("-Infinity"))
                             : QJsonValue(value);
}

QString findingWord(Finding finding)
{
    switch (finding) {
    case Finding::OnlyInFirst:
        return QStringLiteral("series only in first");
    case Finding::OnlyInSecond:
        return QStringLiteral("series only in second");
    case Finding::Equal:
    case Finding::Different:
        break;
    }
    return QStringLiteral("samples");
}

QJsonObject seriesLine(const SeriesComparison &one)
{
    QJsonObject json{{QStringLiteral("event"), QStringLiteral("difference")},
                     {QStringLiteral("kind"), findingWord(one.finding)},
                     {QStringLiteral("series"), one.key}};
    if (!one.unit.isEmpty())
        json.insert(QStringLiteral("unit"), one.unit);
    if (one.otherUnit)
        json.insert(QStringLiteral("otherUnit"), *one.otherUnit);
    if (one.finding != Finding::Different)
        return json;
    json.insert(QStringLiteral("compared"), static_cast<qint64>(one.compared));
    json.insert(QStringLiteral("different"), static_cast<qint64>(one.different));
    json.insert(QStringLiteral("missingInFirst"), static_cast<qint64>(one.missingInFirst));
    json.insert(QStringLiteral("missingInSecond"), static_cast<qint64>(one.missingInSecond));
    if (one.firstTime)
        json.insert(QStringLiteral("firstTime"), iso(*one.firstTime));
    if (one.largestTime) {
        json.insert(QStringLiteral("largest"), number(one.largest));
        json.insert(QStringLiteral("largestTime"), iso(*one.largestTime));
        json.insert(QStringLiteral("first"), number(one.largestFirst));
        json.insert(QStringLiteral("second"), number(one.largestSecond));
    }
    return json;
}

QJsonObject alarmLine(const exchange::AlarmDifference &alarm)
{
    return {{QStringLiteral("event"), QStringLiteral("difference")},
            {QStringLiteral("kind"),
             alarm.isInFirst ? QStringLiteral("alarm only in first") : QStringLiteral("alarm only in second")},
            {QStringLiteral("device"), alarm.device},
            {QStringLiteral("title"), alarm.title},
            {QStringLiteral("condition"), conditionName(alarm.condition)},
            {QStringLiteral("time"), iso(alarm.time)}};
}

} // namespace

std::vector<QJsonObject> comparisonLines(const exchange::ComparisonReport &report)
{
    std::vector<QJsonObject> out;
    qint64 samples = 0;
    for (const SeriesComparison &one : report.series) {
        samples += static_cast<qint64>(one.compared);
        if (one.finding != Finding::Equal)
            out.push_back(seriesLine(one));
    }
    const auto differing = static_cast<qint64>(out.size());
    for (const exchange::AlarmDifference &alarm : report.alarms)
        out.push_back(alarmLine(alarm));
    QJsonObject last{{QStringLiteral("event"), QStringLiteral("comparison")},
                     {QStringLiteral("equal"), report.isEqual()},
                     {QStringLiteral("series"), static_cast<qint64>(report.series.size())},
                     {QStringLiteral("differentSeries"), differing},
                     {QStringLiteral("samples"), samples},
                     {QStringLiteral("alarms"), static_cast<qint64>(report.comparedAlarms)},
                     {QStringLiteral("differentAlarms"), static_cast<qint64>(report.alarms.size())},
                     {QStringLiteral("offsetSeconds"), std::chrono::duration<double>(report.offset).count()}};
    if (report.correlation)
        last.insert(QStringLiteral("correlation"), *report.correlation);
    out.push_back(last);
    return out;
}

} // namespace watchglass::cli
