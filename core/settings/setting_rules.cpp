#include "core/settings/setting_rules.h"

#include "core/settings/week_schedule.h"

#include <QTimeZone>

#include <algorithm>
#include <cmath>

namespace watchglass::settings {

namespace {

template <auto topic, auto field>
SettingRule rule(const char *key)
{
    SettingRule made;
    made.key = QLatin1String(key);
    made.standard = Settings().*topic.*field;
    made.get = [](const Settings &all) { return QVariant(all.*topic.*field); };
    made.set = [](Settings &all, const QVariant &value) {
        using Value = std::remove_cvref_t<decltype(all.*topic.*field)>;
        all.*topic.*field = value.value<Value>();
    };
    return made;
}

template <auto topic, auto field>
SettingRule number(const char *key, double least, double most)
{
    SettingRule made = rule<topic, field>(key);
    made.least = least;
    made.most = most;
    return made;
}

template <auto topic, auto field>
SettingRule choice(const char *key, const QStringList &choices)
{
    SettingRule made = rule<topic, field>(key);
    made.choices = choices;
    return made;
}

bool isZone(const QString &name)
{
    return name == QLatin1String("local") || (!name.isEmpty() && QTimeZone(name.toUtf8()).isValid());
}

bool isSchedule(const QString &text)
{
    return WeekSchedule::parse(text).has_value();
}

std::vector<SettingRule> allRules()
{
    using S = Settings;
    const QString system = QStringLiteral("system");
    std::vector<SettingRule> rules{
        choice<&S::appearance, &Appearance::theme>(
            "appearance/theme", {QStringLiteral("dark"), QStringLiteral("light"), QStringLiteral("contrast"), system}),
        number<&S::appearance, &Appearance::scalePercent>("appearance/scale", 100, 250),
        choice<&S::appearance, &Appearance::language>("appearance/language",
                                                      {system, QStringLiteral("en"), QStringLiteral("de")}),
        rule<&S::appearance, &Appearance::isStill>("appearance/still"),
        number<&S::attention, &Attention::highHz>("attention/highHz", 0, 240),
        number<&S::attention, &Attention::mediumHz>("attention/mediumHz", 1, 60),
        number<&S::attention, &Attention::budgetPercent>("attention/budget", 5, 100),
        number<&S::attention, &Attention::idleMinutes>("attention/idleMinutes", 0, 240),
        number<&S::attention, &Attention::hoverFallS>("attention/hoverFall", 0, 60),
        number<&S::attention, &Attention::focusFallS>("attention/focusFall", 0, 300),
        rule<&S::attention, &Attention::isAlwaysFull>("attention/alwaysFull"),
        number<&S::memory, &Memory::samplesMiB>("memory/samples", 16, 1'048'576),
        number<&S::sources, &Sources::readMiBps>("sources/read", 0, 4'096),
        rule<&S::times, &Times::zone>("times/zone"),
        rule<&S::alarms, &Alarms::hasSound>("alarm/sound"),
        rule<&S::alarms, &Alarms::hasNotification>("alarm/notify"),
        rule<&S::alarms, &Alarms::isFlashing>("alarm/flash"),
        rule<&S::recording, &Recording::folder>("recording/folder"),
        number<&S::recording, &Recording::beforeMinutes>("recording/before", 0, 1'440),
        number<&S::recording, &Recording::maxMiB>("recording/maxSize", 0, 1'048'576),
        number<&S::recording, &Recording::maxMinutes>("recording/maxLength", 0, 10'080),
        rule<&S::recording, &Recording::isRotating>("recording/rotate"),
        number<&S::recording, &Recording::freeMiB>("recording/free", 64, 1'048'576),
        choice<&S::recording, &Recording::onAlarm>(
            "recording/onAlarm",
            {QStringLiteral("never"), QStringLiteral("critical"), QStringLiteral("warning"), QStringLiteral("any")}),
        number<&S::recording, &Recording::alarmMinutes>("recording/alarmLength", 1, 1'440),
        rule<&S::recording, &Recording::schedule>("recording/schedule"),
        number<&S::wall, &Wall::rotationS>("wall/rotation", 0, 3'600),
    };
    for (SettingRule &made : rules) {
        if (made.key == QLatin1String("times/zone"))
            made.isName = isZone;
        else if (made.key == QLatin1String("recording/schedule"))
            made.isName = isSchedule;
    }
    return rules;
}

std::optional<QVariant> fittingSwitch(const QVariant &value)
{
    const QString text = value.toString();
    if (text == QLatin1String("true") || text == QLatin1String("1"))
        return QVariant(true);
    if (text == QLatin1String("false") || text == QLatin1String("0"))
        return QVariant(false);
    return {};
}

std::optional<QVariant> fittingNumber(const SettingRule &rule, const QVariant &value)
{
    bool isNumber = false;
    const double number = value.toString().toDouble(&isNumber);
    if (!isNumber || !std::isfinite(number) || number < rule.least || number > rule.most)
        return {};
    if (rule.standard.metaType().id() != QMetaType::Int)
        return QVariant(number);
    return number == std::floor(number) ? std::optional(QVariant(static_cast<int>(number))) : std::nullopt;
}

std::optional<QVariant> fittingName(const SettingRule &rule, const QVariant &value)
{
    // What has commas and no quotes in the file is given as a list.
    const QString name = value.metaType().id() == QMetaType::QStringList
                             ? value.toStringList().join(QStringLiteral(", "))
                             : value.toString();
    const bool isKnown = rule.isName ? rule.isName(name) : rule.choices.isEmpty() || rule.choices.contains(name);
    return isKnown ? std::optional(QVariant(name)) : std::nullopt;
}

} // namespace

const std::vector<SettingRule> &settingRules()
{
    static const std::vector<SettingRule> rules = allRules();
    return rules;
}

const SettingRule *settingRule(const QString &key)
{
    const auto &rules = settingRules();
    const auto found =
        std::find_if(rules.begin(), rules.end(), [&key](const SettingRule &rule) { return rule.key == key; });
    return found == rules.end() ? nullptr : &*found;
}

std::optional<QVariant> fitting(const SettingRule &rule, const QVariant &value)
{
    switch (rule.standard.metaType().id()) {
    case QMetaType::Bool:
        return fittingSwitch(value);
    case QMetaType::Int:
    case QMetaType::Double:
        return fittingNumber(rule, value);
    default:
        return fittingName(rule, value);
    }
}

} // namespace watchglass::settings
