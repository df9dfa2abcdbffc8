#pragma once

#include "app/watchglass/alarm_outputs.h"
#include "core/alarm/alarm_journal.h"
#include "core/alarm/alarm_register.h"
#include "core/alarm/call_plan.h"
#include "core/alarm/flood_meter.h"
#include "core/alarm/rule_book.h"
#include "core/attention/attention_tracker.h"
#include "core/base/clock.h"
#include "core/model/source_state.h"

#include <QObject>

#include <functional>
#include <memory>

namespace watchglass::app {

/// Alarms at work: takes what services say, judges rules over new samples, watches links, ends shelves, keeps the
/// history, and calls by sound and notification. It does so five times a second by its own timer, whether anything is
/// seen or not. Series of armed rules are asked for whole.
/// Thread: GUI. Requires: what it is made with outlives it.
class AlarmControl : public QObject
{
    Q_OBJECT

public:
    /// Tells a service that somebody saw its alarm.
    using TellService = std::function<void(const QString &source, const QString &alarm)>;

    static constexpr Duration interval = std::chrono::milliseconds(200);
    /// How long a source may not answer before that is an alarm.
    static constexpr Duration linkGrace = std::chrono::seconds(5);

    /// Rules and history are kept in `folder`; an empty one keeps nothing. Voice and notifier may be null.
    AlarmControl(const store::SeriesStore &store, const ingest::AlarmBook &book, Clock &clock,
                 attention::AttentionTracker &tracker, const QString &folder, std::unique_ptr<AlarmVoice> voice,
                 std::unique_ptr<AlarmNotifier> notifier, TellService tellService);
    ~AlarmControl() override;

    alarm::AlarmRegister &alarms() { return m_alarms; }
    const alarm::AlarmRegister &alarms() const { return m_alarms; }
    alarm::RuleBook &rules() { return m_rules; }
    const alarm::AlarmJournal &journal() const { return m_journal; }
    const alarm::FloodMeter &flood() const { return m_flood; }

    /// What people call a series' device, or its source where it names no device; for notifications.
    void setPlaces(std::function<QString(const SeriesKey &)> places) { m_places = std::move(places); }
    void start();
    /// What the timer does; for those who turn the clock by hand.
    void work();
    /// How a source stands; to be called a few times a second.
    void setPhase(const QString &source, SourcePhase phase, const QString &text);
    /// The operator took the source away: its alarms go, its rules wait.
    void removeSource(const QString &source);
    /// What comes from this source is a recording: it raises nothing.
    void setReplayed(const QString &source, bool isReplayed);
    /// The rule book changed.
    void armRules();

    void acknowledge(const QList<alarm::AlarmId> &ids, const QString &note);
    void reset(const QList<alarm::AlarmId> &ids);
    void shelve(const QList<alarm::AlarmId> &ids, Duration length);
    void unshelve(const QList<alarm::AlarmId> &ids);
    void withdraw(const QList<alarm::AlarmId> &ids, alarm::Withdrawal how, bool isWithdrawn);
    /// Zero or less: no longer.
    void mute(Duration length);
    std::optional<Duration> muteLeft() const { return m_plan.muteLeft(m_clock.monotonic()); }

    void setOperator(const QString &name) { m_operator = name; }
    void setSounding(bool isSounding);
    void setNotifying(bool isNotifying) { m_isNotifying = isNotifying; }
    /// For people: what does not work as it should; empty when all does.
    QString note() const;

Q_SIGNALS:
    /// Once for each work(): the register, the flood or the mute may be others.
    void worked();

private:
    struct Link
    {
        SourcePhase phase = SourcePhase::Idle;
        QString text;
        bool wasLive = false;
        std::optional<Duration> downSince; ///< Monotonic.
    };

    void keep();
    void endOrphans();
    void judgeLinks(Timestamp now);
    void judgeRules(Timestamp now);
    void call();
    void notifyOf();
    AlarmPriority linkPriority(const QString &source) const;
    QString placeOf(const alarm::Alarm &alarm) const;

    const store::SeriesStore &m_store;
    const ingest::AlarmBook &m_book;
    Clock &m_clock;
    attention::AttentionTracker &m_tracker;
    const std::unique_ptr<AlarmVoice> m_voice;
    const std::unique_ptr<AlarmNotifier> m_notifier;
    const TellService m_tellService;
    std::function<QString(const SeriesKey &)> m_places;
    alarm::RuleBook m_rules;
    alarm::RuleEngine m_engine;
    alarm::AlarmRegister m_alarms;
    alarm::AlarmJournal m_journal;
    alarm::FloodMeter m_flood;
    alarm::CallPlan m_plan;
    std::map<QString, alarm::AlarmRule> m_armed; ///< By id, as the engine has them.
    QSet<SeriesKey> m_raisedDemand;
    QHash<QString, Link> m_links;
    QString m_operator;
    bool m_isSounding = true;
    bool m_isNotifying = true;
    std::uint64_t m_notified = 0; ///< Alarms raised up to then.
    std::optional<Duration> m_notifiedAt;
    std::unique_ptr<Timer> m_timer;
};

} // namespace watchglass::app
