#pragma once

#include <QList>
#include <QString>

#include <utility>
#include <vector>

namespace watchglass::ui {

/// How a setting is called and explained.
struct SettingText
{
    QString key; ///< As settings::SettingRule spells it.
    QString label;
    QString hint = {};
    QString unit = {};                               ///< Behind a number.
    QString zeroText = {};                           ///< What 0 means, where it is no number.
    QList<std::pair<QString, QString>> choices = {}; ///< Value and what it is called.
};

/// A page of the settings.
struct SettingsTopic
{
    QString title;
    QString intro;
    std::vector<SettingText> settings;
};

/// All settings, topic by topic.
std::vector<SettingsTopic> settingsTopics();

} // namespace watchglass::ui
