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
    QString zeroText = {};                           ///< What 0 means, where it is no number, or an empty text.
    QList<std::pair<QString, QString>> choices = {}; ///< Value and what it is called.
    QString wrongText = {};                          ///< Of a text: what to do about one that does not fit.
    bool isFolder = false;                           ///< The text names one.
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
