#include "core/alarm/alarm_rule.h"

#include <QCoreApplication>

#include <array>

namespace watchglass::alarm {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::alarm::RuleJson)
};

struct KindWord
{
    RuleKind kind;
    QLatin1String word;
};

constexpr std::array<KindWord, 6> kindWords{{{RuleKind::High, QLatin1String("high")},
                                             {RuleKind::Low, QLatin1String("low")},
                                             {RuleKind::RateOfChange, QLatin1String("rateOfChange")},
                                             {RuleKind::Stale, QLatin1String("stale")},
                                             {RuleKind::StateEquals, QLatin1String("stateEquals")},
                                             {RuleKind::LinkLost, QLatin1String("linkLost")}}};

constexpr double nsPerSecond = 1e9;
constexpr double mostSeconds = 1e9; ///< Beyond what checkRule() takes, within what a Duration holds.

double seconds(Duration duration)
{
    return static_cast<double>(duration.count()) / nsPerSecond;
}

Duration durationOf(const QJsonValue &value)
{
    const double read = value.toDouble();
    return Duration(static_cast<std::int64_t>(qBound(-mostSeconds, read, mostSeconds) * nsPerSecond));
}

Error malformed(const QString &what)
{
    return {ErrorCode::Malformed, what};
}

} // namespace

QJsonObject ruleToJson(const AlarmRule &rule)
{
    QJsonObject series{{QStringLiteral("source"), rule.series.source},
                       {QStringLiteral("device"), rule.series.device},
                       {QStringLiteral("attribute"), rule.series.attribute}};
    if (!rule.series.component.isEmpty())
        series.insert(QStringLiteral("component"), rule.series.component);
    QJsonObject object{{QStringLiteral("id"), rule.id},
                       {QStringLiteral("name"), rule.name},
                       {QStringLiteral("enabled"), rule.isEnabled},
                       {QStringLiteral("series"), series},
                       {QStringLiteral("kind"), kindWords[static_cast<std::size_t>(rule.kind)].word},
                       {QStringLiteral("limit"), rule.limit},
                       {QStringLiteral("deadband"), rule.deadband},
                       {QStringLiteral("delay_s"), seconds(rule.delay)},
                       {QStringLiteral("count"), rule.count},
                       {QStringLiteral("count_within_s"), seconds(rule.countWithin)},
                       {QStringLiteral("window_s"), seconds(rule.window)},
                       {QStringLiteral("priority"), priorityName(rule.priority)},
                       {QStringLiteral("latches"), rule.latches},
                       {QStringLiteral("guidance"), rule.guidance}};
    if (rule.staleAfter)
        object.insert(QStringLiteral("stale_after_s"), seconds(*rule.staleAfter));
    return object;
}

Result<AlarmRule> ruleFromJson(const QJsonObject &object)
{
    AlarmRule rule;
    rule.id = object.value(QLatin1String("id")).toString();
    if (rule.id.isEmpty())
        return malformed(Texts::tr("A rule has no \"id\"."));
    const QString kind = object.value(QLatin1String("kind")).toString();
    const auto *word =
        std::find_if(kindWords.begin(), kindWords.end(), [&kind](const KindWord &entry) { return entry.word == kind; });
    if (word == kindWords.end())
        return malformed(Texts::tr("A rule's \"kind\" is not known."));
    rule.kind = word->kind;
    const auto priority = priorityNamed(object.value(QLatin1String("priority")).toString());
    if (!priority)
        return malformed(Texts::tr("A rule's \"priority\" is not known."));
    rule.priority = *priority;
    const QJsonObject series = object.value(QLatin1String("series")).toObject();
    rule.series = {series.value(QLatin1String("source")).toString(), series.value(QLatin1String("device")).toString(),
                   series.value(QLatin1String("attribute")).toString(),
                   series.value(QLatin1String("component")).toString()};
    rule.name = object.value(QLatin1String("name")).toString();
    rule.isEnabled = object.value(QLatin1String("enabled")).toBool(true);
    if (!object.value(QLatin1String("limit")).isDouble())
        return malformed(Texts::tr("A rule's \"limit\" is no number."));
    rule.limit = object.value(QLatin1String("limit")).toDouble();
    rule.deadband = object.value(QLatin1String("deadband")).toDouble();
    rule.delay = durationOf(object.value(QLatin1String("delay_s")));
    rule.count = object.value(QLatin1String("count")).toInt(1);
    rule.countWithin = durationOf(object.value(QLatin1String("count_within_s")));
    rule.window = durationOf(object.value(QLatin1String("window_s")));
    if (object.contains(QLatin1String("stale_after_s")))
        rule.staleAfter = durationOf(object.value(QLatin1String("stale_after_s")));
    rule.latches = object.value(QLatin1String("latches")).toBool();
    rule.guidance = object.value(QLatin1String("guidance")).toString();
    if (const Result<void> checked = checkRule(rule); !checked)
        return checked.error();
    return rule;
}

} // namespace watchglass::alarm
