#include "app/watchglass/alarm_desk.h"

#include "app/watchglass/alarm_control.h"
#include "core/settings/settings_book.h"
#include "ui/dialogs/alarm_rule_dialog.h"
#include "ui/dialogs/alarm_rules_dialog.h"
#include "ui/models/device_tree_model.h"
#include "ui/models/series_mime.h"
#include "ui/shell/alarm_history_dialog.h"
#include "ui/shell/alarm_list.h"
#include "ui/shell/command_registry.h"
#include "ui/shell/device_browser.h"
#include "ui/shell/main_window.h"

#include <QAction>
#include <QItemSelectionModel>
#include <QMimeData>
#include <QTreeView>

#include <algorithm>

namespace watchglass::app {

namespace {

using namespace std::chrono_literals;

constexpr Duration shownBefore = 60s; ///< Of an alarm's series, before it was raised …
constexpr Duration shownAfter = 30s;  ///< … and after.

} // namespace

AlarmDesk::AlarmDesk(AlarmControl &control, ui::MainWindow &window, const store::SeriesStore &store,
                     settings::SettingsBook &settings, Names deviceName, Resolve resolve)
    : m_control(control)
    , m_window(window)
    , m_store(store)
    , m_settings(settings)
    , m_deviceName(std::move(deviceName))
    , m_resolve(std::move(resolve))
{
    m_control.setPlaces(m_deviceName);
    connectList();
    connect(&m_window.devices(), &ui::DeviceBrowser::ruleRequested, this, &AlarmDesk::openRuleFor);
    connect(&m_window.workspaces(), &ui::Workspaces::ruleRequested, this,
            [this](const SeriesKey &key) { openRuleFor({key}); });
    connectSwitch("sound", [this](bool isOn) { m_control.setSounding(isOn); });
    connectSwitch("notify", [this](bool isOn) { m_control.setNotifying(isOn); });
    connectSwitch("flash", [this](bool isOn) { m_window.alarms().setFlashing(isOn); });
    connect(&m_control, &AlarmControl::worked, this, &AlarmDesk::follow);
}

void AlarmDesk::connectList()
{
    using ui::AlarmList;
    AlarmList *list = &m_window.alarms();
    const auto on = [this, list](auto signal, auto run) {
        connect(list, signal, this, [this, list, run](auto... arguments) {
            run(arguments...);
            list->refresh();
        });
    };
    on(&AlarmList::acknowledgeRequested,
       [this](const QList<alarm::AlarmId> &ids, const QString &note) { m_control.acknowledge(ids, note); });
    on(&AlarmList::resolveRequested, [this](const QList<alarm::AlarmId> &ids) {
        for (const alarm::AlarmId &id : ids)
            m_resolve(id.source, id.id);
    });
    on(&AlarmList::resetRequested, [this](const QList<alarm::AlarmId> &ids) { m_control.reset(ids); });
    on(&AlarmList::shelveRequested,
       [this](const QList<alarm::AlarmId> &ids, Duration length) { m_control.shelve(ids, length); });
    on(&AlarmList::unshelveRequested, [this](const QList<alarm::AlarmId> &ids) { m_control.unshelve(ids); });
    on(&AlarmList::withdrawRequested, [this](const QList<alarm::AlarmId> &ids, alarm::Withdrawal how, bool isOn) {
        m_control.withdraw(ids, how, isOn);
    });
    on(&AlarmList::muteRequested, [this](Duration length) {
        m_control.mute(length);
        follow();
    });
    on(&AlarmList::showRequested, [this](const alarm::AlarmId &id) { showAlarm(id); });
    on(&AlarmList::newRuleRequested, [this] { openNewRule(); });
    on(&AlarmList::rulesRequested, [this] { openRules(); });
    on(&AlarmList::historyRequested, [this] { openHistory(); });
}

/// The command and the setting are one switch.
void AlarmDesk::connectSwitch(const char *command, const std::function<void(bool)> &apply)
{
    const QString name = QLatin1String(command);
    const QString key = QStringLiteral("alarm/") + name;
    QAction *action = m_window.commands().action(QStringLiteral("alarm.") + name);
    const auto follow = [this, key, action, apply] {
        const bool isOn = m_settings.value(key).toBool();
        action->setChecked(isOn);
        apply(isOn);
    };
    follow();
    connect(&m_settings, &settings::SettingsBook::changed, this, [key, follow](const QString &changed) {
        if (changed == key)
            follow();
    });
    connect(action, &QAction::toggled, this, [this, key](bool isOn) {
        if (isOn != m_settings.value(key).toBool())
            m_settings.setValue(key, isOn);
    });
}

void AlarmDesk::follow()
{
    ui::AlarmList &list = m_window.alarms();
    list.setFlood(m_control.flood().isFlood() ? m_control.flood().recent() : 0);
    list.setMuteLeft(m_control.muteLeft());
    list.setNote(m_control.note());
    if (m_history && m_history->isVisible())
        m_history->refresh();
}

void AlarmDesk::showAlarm(const alarm::AlarmId &id)
{
    const alarm::Alarm *alarm = m_control.alarms().find(id);
    if (!alarm || alarm->content.series.attribute.isEmpty())
        return;
    const Timestamp raisedAt = alarm->raisedAt;
    const SeriesKey key = alarm->content.series;
    ui::Panel *panel = m_window.desk().addPanel({key}, QStringLiteral("plot"));
    if (!panel)
        return;
    // As workspaces write it: the time that a plot shows is part of its state.
    QJsonObject state = panel->save();
    state.insert(QStringLiteral("span"), QString::number(Duration(shownBefore + shownAfter).count()));
    state.insert(QStringLiteral("end"), QString::number((raisedAt + shownAfter).ns()));
    panel->restore(state);
}

/// What is selected in the tree when that has the focus, else what the current panel shows.
QList<SeriesKey> AlarmDesk::seriesAtHand() const
{
    const QTreeView &tree = m_window.devices().tree();
    if (tree.hasFocus()) {
        const std::unique_ptr<QMimeData> selection(tree.model()->mimeData(tree.selectionModel()->selectedIndexes()));
        if (const QList<SeriesKey> keys = ui::decodeSeries(selection.get()); !keys.isEmpty())
            return keys;
    }
    const ui::Panel *panel = m_window.desk().currentPanel();
    return panel ? panel->series() : QList<SeriesKey>();
}

QString AlarmDesk::nameOf(const SeriesKey &key) const
{
    if (key.source.isEmpty())
        return {};
    const QString name = m_deviceName(key);
    return tr("%1 · %2").arg(name.isEmpty() ? key.device : name, key.attributePath());
}

void AlarmDesk::openNewRule()
{
    openRuleFor(seriesAtHand());
}

void AlarmDesk::openRuleFor(const QList<SeriesKey> &keys)
{
    const auto series = keys.isEmpty() ? nullptr : m_store.find(keys.first());
    alarm::AlarmRule rule = series ? alarm::ruleToStartFrom(series->info(), series->last()) : alarm::AlarmRule();
    if (!keys.isEmpty())
        rule.series = keys.first();
    openRule(rule, keys);
}

void AlarmDesk::openRule(const alarm::AlarmRule &rule, const QList<SeriesKey> &choices)
{
    QWidget *parent = &m_window;
    if (m_rules && m_rules->isVisible())
        parent = m_rules;
    auto *dialog = new ui::AlarmRuleDialog(
        m_store, rule, choices, [this](const SeriesKey &key) { return nameOf(key); }, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ui::AlarmRuleDialog::ruleWritten, this, &AlarmDesk::keepRule);
    dialog->show();
}

void AlarmDesk::keepRule(const alarm::AlarmRule &rule)
{
    m_control.rules().put(rule);
    m_control.armRules();
    if (m_rules)
        m_rules->refresh();
}

void AlarmDesk::openRules()
{
    if (!m_rules) {
        m_rules = new ui::AlarmRulesDialog(
            m_control.rules(), [this](const SeriesKey &key) { return nameOf(key); }, &m_window);
        connect(m_rules, &ui::AlarmRulesDialog::newRequested, this, &AlarmDesk::openNewRule);
        connect(m_rules, &ui::AlarmRulesDialog::rulesChanged, &m_control, &AlarmControl::armRules);
        connect(m_rules, &ui::AlarmRulesDialog::editRequested, this, [this](const QString &id) {
            if (const alarm::AlarmRule *rule = m_control.rules().find(id))
                openRule(*rule, {});
        });
    }
    m_rules->refresh();
    m_rules->show();
    m_rules->raise();
}

void AlarmDesk::openHistory()
{
    if (!m_history) {
        m_history = new ui::AlarmHistoryDialog(m_control.journal(), QTimeZone::systemTimeZone(), &m_window);
        m_history->model().setPlaces(m_deviceName);
    }
    m_history->refresh();
    m_history->show();
    m_history->raise();
}

} // namespace watchglass::app
