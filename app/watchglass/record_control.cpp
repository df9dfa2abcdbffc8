#include "app/watchglass/record_control.h"

#include "core/format/duration_format.h"
#include "core/format/time_format.h"
#include "ui/shell/command_registry.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice_bar.h"

#include <QAction>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QTimeZone>

namespace watchglass::app {

using recording::RecordingState;
using Phase = RecordingState::Phase;

RecordControl::RecordControl(recording::SessionWriter &writer, Parts parts, QString folder)
    : m_writer(writer)
    , m_parts(std::move(parts))
    , m_folder(std::move(folder))
{
    const QString menu = tr("Recording");
    ui::CommandRegistry &commands = m_parts.window.commands();
    QAction *record = commands.add({QStringLiteral("record.toggle"), menu, tr("Record"),
                                    QKeySequence(Qt::CTRL | Qt::Key_R), [this] { toggle(); }});
    record->setCheckable(true);
    commands.add({QStringLiteral("record.mark"), menu, tr("Set a marker"), QKeySequence(Qt::CTRL | Qt::Key_M),
                  [this] { mark(); }});
    commands.explain(QStringLiteral("record.mark"), tr("Nothing is being recorded"));
    commands.action(QStringLiteral("record.mark"))->setEnabled(false);
    m_alarmsSeen = m_parts.journal.total(); // what was raised before this start is no reason
    m_plan.setRules(m_parts.settings.settings().recording);
    connect(&m_parts.settings, &settings::SettingsBook::changed, this, [this](const QString &key) {
        if (key.startsWith(QLatin1String("recording/")))
            m_plan.setRules(m_parts.settings.settings().recording);
    });
}

QString RecordControl::folder() const
{
    const QString chosen = m_parts.settings.settings().recording.folder;
    return chosen.isEmpty() ? m_folder : chosen;
}

bool RecordControl::isRecording() const
{
    return m_writer.state().phase == Phase::Recording;
}

void RecordControl::toggle()
{
    m_plan.takeOver();
    if (isRecording())
        end();
    else
        beginAtFreeName();
    followPhase();
}

void RecordControl::beginAtFreeName()
{
    QDir().mkpath(folder());
    if (const auto begun = begin(freeName()); !begun)
        m_parts.window.notices().say(begun.error().text);
}

Result<void> RecordControl::begin(const QString &fileName)
{
    constexpr std::uint64_t bytesInMiB = std::uint64_t(1) << 20;
    const settings::Recording &rules = m_parts.settings.settings().recording;
    recording::RecordingOptions options;
    options.fileName = fileName;
    options.past = {&m_parts.store, std::chrono::minutes(rules.beforeMinutes)};
    options.limits.rotates = rules.isRotating;
    options.limits.minFreeBytes = static_cast<std::uint64_t>(rules.freeMiB) * bytesInMiB;
    if (rules.maxMiB > 0)
        options.limits.maxBytes = static_cast<std::uint64_t>(rules.maxMiB) * bytesInMiB;
    if (rules.maxMinutes > 0)
        options.limits.maxLength = std::chrono::minutes(rules.maxMinutes);
    options.program = QStringLiteral("Watchglass %1").arg(QCoreApplication::applicationVersion());
    options.workspace = m_parts.workspace();
    options.alarmRules = m_parts.alarmRules();
    m_markers = 0;
    m_journalSeen = m_parts.journal.total();
    m_ledgerSeen = m_parts.ledger.revision();
    const auto begun = m_writer.begin(options);
    m_parts.demandAll(begun.ok());
    return begun;
}

void RecordControl::work()
{
    lookAtAlarms();
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(m_parts.clock.now().ns() / 1'000'000);
    switch (m_plan.look(local, m_parts.clock.monotonic(), isRecording())) {
    case RecordPlan::Order::Begin:
        beginAtFreeName();
        if (m_cause)
            m_writer.mark(*m_cause);
        break;
    case RecordPlan::Order::End:
        end();
        break;
    case RecordPlan::Order::Nothing:
        break;
    }
    m_cause.reset();
    followPhase();
    if (isRecording())
        noteNews();
}

void RecordControl::lookAtAlarms()
{
    const auto &entries = m_parts.journal.entries();
    const std::uint64_t total = m_parts.journal.total();
    const auto fresh = std::min<std::uint64_t>(total - m_alarmsSeen, entries.size());
    for (auto entry = entries.end() - static_cast<std::ptrdiff_t>(fresh); entry != entries.end(); ++entry) {
        const bool isRaised = entry->deed == alarm::AlarmDeed::Raised || entry->deed == alarm::AlarmDeed::Worsened;
        if (isRaised && m_plan.alarmRaised(entry->priority, m_parts.clock.monotonic()))
            m_cause = recording::Marker{0, entry->at, {}, entry->content.title, QStringLiteral("marker")};
    }
    m_alarmsSeen = total;
}

/// Alarms as they are called by rules and operators, and transitions of attention: with these, who replays a session
/// can tell what was not asked for from what was lost.
void RecordControl::noteNews()
{
    const auto &entries = m_parts.journal.entries();
    const std::uint64_t total = m_parts.journal.total();
    const auto fresh = std::min<std::uint64_t>(total - m_journalSeen, entries.size());
    for (auto entry = entries.end() - static_cast<std::ptrdiff_t>(fresh); entry != entries.end(); ++entry)
        m_writer.note({QStringLiteral("alarm"), alarm::entryToJson(*entry)}, entry->id.source);
    m_journalSeen = total;
    for (const attention::Transition &one : m_parts.ledger.since(m_ledgerSeen)) {
        m_writer.note({QStringLiteral("attention"),
                       {{QStringLiteral("series"), one.key.toString()},
                        {QStringLiteral("at"), static_cast<qint64>(one.at.ns())},
                        {QStringLiteral("from"), static_cast<int>(one.from)},
                        {QStringLiteral("to"), static_cast<int>(one.to)},
                        {QStringLiteral("reason"), static_cast<int>(one.reason)}}},
                      one.key.source);
    }
    m_ledgerSeen = m_parts.ledger.revision();
}

void RecordControl::end()
{
    noteNews();
    const QString file = m_writer.state().fileName;
    m_writer.end();
    m_phase = m_writer.state().phase; // that it ended is no news
    m_parts.demandAll(false);
    m_parts.window.notices().say(tr("Recorded: %1").arg(QDir::toNativeSeparators(file)));
}

void RecordControl::mark()
{
    recording::Marker marker;
    marker.time = m_parts.clock.now();
    marker.text = tr("Marker %1").arg(++m_markers);
    marker.kind = QStringLiteral("marker");
    m_writer.mark(marker);
}

QString RecordControl::freeName() const
{
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(m_parts.clock.now().ns() / 1'000'000);
    const QString base = QDir(folder()).filePath(now.toString(QStringLiteral("yyyy-MM-dd HH-mm-ss")));
    QString name = base + QStringLiteral(".wgrec");
    for (int number = 2; QFileInfo::exists(name); ++number)
        name = QStringLiteral("%1 (%2).wgrec").arg(base).arg(number);
    return name;
}

/// Says what became of a recording that ended without being told to, and shows in the commands how it stands.
void RecordControl::followPhase()
{
    const RecordingState state = m_writer.state();
    const bool isOn = state.phase == Phase::Recording;
    if (const Phase before = std::exchange(m_phase, state.phase);
        before == Phase::Recording && (state.phase == Phase::Failed || state.phase == Phase::Ended)) {
        m_parts.demandAll(false);
        m_parts.window.notices().say(state.problem.isEmpty() ? tr("The recording has ended: %1").arg(state.fileName)
                                                             : state.problem);
    }
    m_parts.window.commands().action(QStringLiteral("record.toggle"))->setChecked(isOn);
    m_parts.window.commands().action(QStringLiteral("record.mark"))->setEnabled(isOn);
}

std::optional<ui::RecordingFigures> RecordControl::figures() const
{
    const RecordingState state = m_writer.state();
    if (state.phase != Phase::Recording)
        return std::nullopt;
    QString toolTip = tr("Recording into %1\n%2 samples, %3 frames")
                          .arg(QDir::toNativeSeparators(state.fileName))
                          .arg(state.samples)
                          .arg(state.frames);
    if (state.part > 1)
        toolTip += QLatin1Char('\n') + tr("File %1 of this recording").arg(state.part);
    if (m_plan.isOwn())
        toolTip += QLatin1Char('\n') + tr("Begun by schedule or alarm, and ends of itself");
    if (state.lost > 0)
        toolTip +=
            QLatin1Char('\n') + tr("%n left out, as the disk is too slow", nullptr, static_cast<int>(state.lost));
    return ui::RecordingFigures{QStringLiteral("%1 · %2").arg(format::elapsed(state.length, std::chrono::seconds(1)),
                                                              format::bytes(state.bytes)),
                                toolTip, state.lost > 0 || !state.problem.isEmpty()};
}

} // namespace watchglass::app
