#pragma once

#include "app/watchglass/record_plan.h"
#include "core/alarm/alarm_journal.h"
#include "core/attention/attention_ledger.h"
#include "core/recording/session_writer.h"
#include "core/settings/settings_book.h"
#include "ui/shell/status_strip.h"

#include <QObject>

#include <functional>

namespace watchglass::ui {
class MainWindow;
}

namespace watchglass::app {

/// Recording in the window: begins and ends a session by one command, by schedule or with alarms, says in the status
/// strip how it fares, and sets markers. Sources that come while it records are recorded as well.
/// Thread: GUI. Requires: window and clock outlive it; sources end before it.
class RecordControl : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        ui::MainWindow &window;
        Clock &clock;
        settings::SettingsBook &settings;
        /// What recordings take samples along from that are older than they.
        const store::SeriesStore &store;
        /// Text of the workspaces as they are, and of the alarm rules: both go into the file.
        std::function<QByteArray()> workspace;
        std::function<QByteArray()> alarmRules;
        /// What happens to alarms, and what is asked for and why: both go into the file as it happens.
        const alarm::AlarmJournal &journal;
        const attention::AttentionLedger &ledger;
        /// What is recorded is asked for whole.
        std::function<void(bool isRecording)> demandAll;
    };

    /// `folder`: where recordings go unless the settings say otherwise.
    RecordControl(recording::SessionWriter &writer, Parts parts, QString folder);

    /// Begins a recording under the time's name, or ends the one that runs.
    void toggle();
    Result<void> begin(const QString &fileName);
    void end();
    bool isRecording() const;
    recording::RecordingState state() const { return m_writer.state(); }
    QString folder() const;
    /// A marker at this moment.
    void mark();
    /// Begins or ends what is due, and takes note of what happened; a few times a second, seen or not.
    void work();
    /// For the status strip; nothing while nothing is recorded.
    std::optional<ui::RecordingFigures> figures() const;

private:
    QString freeName() const;
    void beginAtFreeName();
    void lookAtAlarms();
    void followPhase();
    void noteNews();

    recording::SessionWriter &m_writer;
    const Parts m_parts;
    const QString m_folder;
    RecordPlan m_plan;
    recording::RecordingState::Phase m_phase = recording::RecordingState::Phase::Off; ///< As it was told last.
    std::optional<recording::Marker> m_cause; ///< The newest alarm that is a reason to record.
    int m_markers = 0;
    std::uint64_t m_alarmsSeen = 0;  ///< Entries of the journal up to then were judged as reasons to record.
    std::uint64_t m_journalSeen = 0; ///< Entries of the journal up to then are in the file, or before it.
    std::uint64_t m_ledgerSeen = 0;  ///< Likewise.
};

} // namespace watchglass::app
