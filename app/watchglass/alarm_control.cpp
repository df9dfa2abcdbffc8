#include "app/watchglass/alarm_control.h"

#include <QDir>

#include <algorithm>

namespace watchglass::app {

namespace {

using namespace std::chrono_literals;

constexpr auto notifyPause = 5s; ///< A flood is not told one by one.

QString pathIn(const QString &folder, const QString &name)
{
    return folder.isEmpty() ? QString() : QDir(folder).filePath(name);
}

QString userName()
{
    const QString name = qEnvironmentVariable("USER", qEnvironmentVariable("USERNAME"));
    return name.isEmpty() ? AlarmControl::tr("operator") : name;
}

} // namespace

AlarmControl::AlarmControl(const store::SeriesStore &store, const ingest::AlarmBook &book, Clock &clock,
                           attention::AttentionTracker &tracker, const QString &folder,
                           std::unique_ptr<AlarmVoice> voice, std::unique_ptr<AlarmNotifier> notifier,
                           TellService tellService)
    : m_store(store)
    , m_book(book)
    , m_clock(clock)
    , m_tracker(tracker)
    , m_voice(std::move(voice))
    , m_notifier(std::move(notifier))
    , m_tellService(std::move(tellService))
    , m_rules(pathIn(folder, QStringLiteral("alarm-rules.json")))
    , m_engine(store)
    , m_journal(pathIn(folder, QStringLiteral("alarms.jsonl")))
    , m_operator(userName())
{
    m_rules.load();
    for (const alarm::AlarmEntry &entry : m_journal.open())
        m_alarms.restore(entry);
    armRules();
    endOrphans();
    m_flood.update(0, m_clock.monotonic());
}

/// Rules may have gone from their file while nobody looked.
void AlarmControl::endOrphans()
{
    std::vector<alarm::AlarmRule> gone;
    for (const alarm::Alarm &alarm : m_alarms.alarms()) {
        if (alarm.id.origin != alarm::AlarmOrigin::Rule || m_armed.contains(alarm.id.id))
            continue;
        alarm::AlarmRule &rule = gone.emplace_back();
        rule.id = alarm.id.id;
        rule.series = alarm.content.series;
    }
    for (const alarm::AlarmRule &rule : gone)
        m_alarms.endRule(rule, m_clock.now());
}

AlarmControl::~AlarmControl()
{
    keep();
}

/// At once, whatever an operator did: the program may be killed before the timer's next turn.
void AlarmControl::keep()
{
    m_journal.append(m_alarms.takeEntries());
}

void AlarmControl::start()
{
    m_timer = m_clock.makeTimer([this] {
        work();
        m_timer->start(interval);
    });
    m_timer->start(interval);
}

void AlarmControl::work()
{
    const Timestamp now = m_clock.now();
    m_alarms.takeOver(m_book, now);
    judgeLinks(now);
    judgeRules(now);
    m_alarms.expire(now);
    keep();
    m_flood.update(m_alarms.raised(), m_clock.monotonic());
    call();
    Q_EMIT worked();
}

void AlarmControl::armRules()
{
    const auto before = std::exchange(m_armed, {});
    for (const alarm::AlarmRule &rule : m_rules.rules()) {
        if (rule.isEnabled)
            m_armed.emplace(rule.id, rule);
    }
    m_engine.setRules(m_rules.rules());
    for (const auto &[id, rule] : before) {
        const auto found = m_armed.find(id);
        if (found == m_armed.end() || !(found->second == rule))
            m_alarms.endRule(rule, m_clock.now());
    }
    const QSet<SeriesKey> wanted = m_engine.watched();
    const Duration now = m_clock.monotonic();
    for (const SeriesKey &key : wanted - m_raisedDemand)
        m_tracker.setOverride(key, attention::Override::AlarmRule, true, now);
    for (const SeriesKey &key : m_raisedDemand - wanted)
        m_tracker.setOverride(key, attention::Override::AlarmRule, false, now);
    m_raisedDemand = wanted;
}

void AlarmControl::setReplayed(const QString &source, bool isReplayed)
{
    m_engine.setReplayed(source, isReplayed);
    m_alarms.setReplayed(source, isReplayed);
    armRules();
}

void AlarmControl::judgeRules(Timestamp now)
{
    for (const alarm::RuleVerdict &verdict : m_engine.poll(now, m_clock.monotonic())) {
        const auto rule = m_armed.find(verdict.rule);
        if (rule == m_armed.end())
            continue;
        const auto series = m_store.find(rule->second.series);
        m_alarms.apply(verdict, rule->second, series ? series->info().unit : QString(), now);
    }
}

void AlarmControl::setPhase(const QString &source, SourcePhase phase, const QString &text)
{
    Link &link = m_links[source];
    link.phase = phase;
    link.text = text;
    link.wasLive = link.wasLive || phase == SourcePhase::Live;
    if (phase == SourcePhase::Live)
        link.downSince.reset();
    else if (!link.downSince)
        link.downSince = m_clock.monotonic();
    if (link.wasLive)
        m_engine.setLinked(source, phase == SourcePhase::Live);
}

void AlarmControl::removeSource(const QString &source)
{
    m_links.remove(source);
    m_alarms.removeSource(source);
}

void AlarmControl::judgeLinks(Timestamp now)
{
    for (auto link = m_links.cbegin(); link != m_links.cend(); ++link) {
        const bool isDown = link->wasLive && link->downSince && m_clock.monotonic() - *link->downSince >= linkGrace;
        if (isDown || !link->downSince)
            m_alarms.setLinkLost(link.key(), isDown, linkPriority(link.key()), link->text, now);
    }
}

/// As urgent as what can no longer be told.
AlarmPriority AlarmControl::linkPriority(const QString &source) const
{
    AlarmPriority priority = AlarmPriority::Warning;
    for (const auto &[id, rule] : m_armed) {
        if (rule.series.source == source)
            priority = std::max(priority, rule.priority);
    }
    return priority;
}

void AlarmControl::call()
{
    const auto sound = m_plan.update(m_alarms.counts(), m_alarms.raised(), m_clock.monotonic());
    if (sound && m_isSounding && m_voice)
        m_voice->sound(*sound);
    if (m_isNotifying && m_notifier)
        notifyOf();
}

QString AlarmControl::placeOf(const alarm::Alarm &alarm) const
{
    const SeriesKey key{alarm.id.source, alarm.content.series.device, {}, {}};
    const QString name = m_places ? m_places(key) : QString();
    return !name.isEmpty() ? name : key.device.isEmpty() ? key.source : key.device;
}

void AlarmControl::notifyOf()
{
    const Duration now = m_clock.monotonic();
    if (m_alarms.raised() == m_notified || (m_notifiedAt && now - *m_notifiedAt < notifyPause))
        return;
    const alarm::Alarm *worst = nullptr;
    for (const alarm::Alarm &alarm : m_alarms.alarms()) {
        if (alarm.life.isCalling() && (!worst || alarm.life.priority() > worst->life.priority()))
            worst = &alarm;
    }
    const std::uint64_t fresh = m_alarms.raised() - m_notified;
    m_notified = m_alarms.raised();
    if (!worst)
        return;
    m_notifiedAt = now;
    const alarm::AlarmContent &content = worst->content;
    const QString title = tr("%1 · %2").arg(content.title, placeOf(*worst));
    m_notifier->notify(worst->life.priority(), title,
                       fresh > 1 ? tr("%1\n%2 new alarms").arg(content.cause).arg(fresh) : content.cause);
}

void AlarmControl::acknowledge(const QList<alarm::AlarmId> &ids, const QString &note)
{
    for (const alarm::AlarmId &id : ids) {
        if (!m_alarms.acknowledge(id, {m_operator, m_clock.now(), note}))
            continue;
        const alarm::Alarm *alarm = m_alarms.find(id);
        if (alarm->isActionable && m_tellService)
            m_tellService(id.source, id.id);
    }
    if (m_voice && m_alarms.counts().allCalling() == 0)
        m_voice->stop();
    keep();
}

void AlarmControl::reset(const QList<alarm::AlarmId> &ids)
{
    for (const alarm::AlarmId &id : ids)
        m_alarms.reset(id, m_operator, m_clock.now());
    keep();
}

void AlarmControl::shelve(const QList<alarm::AlarmId> &ids, Duration length)
{
    for (const alarm::AlarmId &id : ids)
        m_alarms.shelve(id, m_clock.now() + length, m_operator, m_clock.now());
    keep();
}

void AlarmControl::unshelve(const QList<alarm::AlarmId> &ids)
{
    for (const alarm::AlarmId &id : ids)
        m_alarms.unshelve(id, m_operator, m_clock.now());
    keep();
}

void AlarmControl::withdraw(const QList<alarm::AlarmId> &ids, alarm::Withdrawal how, bool isWithdrawn)
{
    for (const alarm::AlarmId &id : ids)
        m_alarms.withdraw(id, how, isWithdrawn, m_operator, m_clock.now());
    keep();
}

void AlarmControl::mute(Duration length)
{
    if (length <= Duration::zero()) {
        m_plan.unmute();
        return;
    }
    m_plan.mute(length, m_clock.monotonic());
    if (m_voice)
        m_voice->stop();
}

void AlarmControl::setSounding(bool isSounding)
{
    m_isSounding = isSounding;
    if (!isSounding && m_voice)
        m_voice->stop();
}

QString AlarmControl::note() const
{
    QStringList notes;
    if (m_isSounding && m_voice && !m_voice->problem().isEmpty())
        notes << m_voice->problem();
    if (m_isNotifying && m_notifier && !m_notifier->problem().isEmpty())
        notes << m_notifier->problem();
    if (m_plan.hasBrokenThrough())
        notes << tr("a more urgent alarm ended the mute");
    notes << m_rules.problems() << m_journal.problems();
    return notes.join(QStringLiteral(" · "));
}

} // namespace watchglass::app
