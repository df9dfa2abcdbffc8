#pragma once

#include "core/model/series_key.h"

#include <QObject>
#include <QPointer>

#include <functional>

namespace watchglass::alarm {
struct AlarmId;
struct AlarmRule;
} // namespace watchglass::alarm
namespace watchglass::settings {
class SettingsBook;
}
namespace watchglass::store {
class SeriesStore;
}
namespace watchglass::ui {
class AlarmHistoryDialog;
class AlarmRulesDialog;
class MainWindow;
} // namespace watchglass::ui

namespace watchglass::app {

class AlarmControl;

/// Between the window and the alarms: carries out what the alarm list asks for, opens the dialogs about rules and
/// history, shows an alarm's series, and follows the settings of sound, notification and flashing.
/// Thread: GUI. Requires: what it is made with outlives it.
class AlarmDesk : public QObject
{
    Q_OBJECT

public:
    using Names = std::function<QString(const SeriesKey &)>;
    /// Tells a service that an alarm is over.
    using Resolve = std::function<void(const QString &source, const QString &alarm)>;

    /// `deviceName`: of a series' device, or of its source where it names no device.
    AlarmDesk(AlarmControl &control, ui::MainWindow &window, const store::SeriesStore &store,
              settings::SettingsBook &settings, Names deviceName, Resolve resolve);

    void showAlarm(const alarm::AlarmId &id);
    /// For the series that the operator has before them.
    void openNewRule();
    /// For the first of these, or another one that the operator chooses; it starts from the value now.
    void openRuleFor(const QList<SeriesKey> &keys);
    void openRules();
    void openHistory();

private:
    void connectList();
    void connectSwitch(const char *command, const std::function<void(bool)> &apply);
    void openRule(const alarm::AlarmRule &rule, const QList<SeriesKey> &choices);
    void keepRule(const alarm::AlarmRule &rule);
    void follow();
    QList<SeriesKey> seriesAtHand() const;
    QString nameOf(const SeriesKey &key) const;

    AlarmControl &m_control;
    ui::MainWindow &m_window;
    const store::SeriesStore &m_store;
    settings::SettingsBook &m_settings;
    const Names m_deviceName;
    const Resolve m_resolve;
    QPointer<ui::AlarmRulesDialog> m_rules;
    QPointer<ui::AlarmHistoryDialog> m_history;
};

} // namespace watchglass::app
