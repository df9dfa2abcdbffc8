#pragma once

#include "core/settings/settings.h"

#include <QStringList>
#include <QVariant>

#include <optional>
#include <vector>

namespace watchglass::settings {

/// What a file and a dialog need to know of one setting.
struct SettingRule
{
    QString key;       ///< As the file spells it, e.g. "attention/mediumHz".
    QVariant standard; ///< Its type is the setting's: bool, int, double or QString.
    double least = 0;  ///< Of numbers; both ends are allowed.
    double most = 0;
    QStringList choices; ///< Of texts; empty: whatever `isName` knows, or any where there is none.
    bool (*isName)(const QString &) = nullptr;
    QVariant (*get)(const Settings &) = nullptr;
    void (*set)(Settings &, const QVariant &) = nullptr;
};

/// Every setting once, topic by topic.
const std::vector<SettingRule> &settingRules();
/// Null for a key that is none.
const SettingRule *settingRule(const QString &key);
/// The value as the setting's type; nothing when it does not fit. Files give every value as a text.
std::optional<QVariant> fitting(const SettingRule &rule, const QVariant &value);

} // namespace watchglass::settings
