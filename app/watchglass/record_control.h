#pragma once

#include "core/alarm/alarm_journal.h"
#include "core/attention/attention_ledger.h"
#include "core/recording/session_writer.h"
#include "ui/shell/status_strip.h"

#include <QObject>

#include <functional>

namespace watchglass::ui {
class MainWindow;
}

namespace watchglass::app {

/// Recording in the window: begins and ends a session by one command, says in the status strip how it fares, and sets
/// markers. Sources that come while it records are recorded as well.
/// Thread: GUI. Requires: window and clock outlive it; sources end before it.
class RecordControl : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        ui::MainWindow &window;
        Clock &clock;
        /// Text of the workspaces as they are, and of the alarm rules: both go into the file.
        std::function<QByteArray()> workspace;
        std::function<QByteArray()> alarmRules;
        /// What happens to alarms, and what is asked for and why: both go into the file as it happens.
        const alarm::AlarmJournal &journal;
        const attention::AttentionLedger &ledger;
        /// What is recorded is asked for whole.
        std::function<void(bool isRecording)> demandAll;
    };

    /// `folder`: where recordings go unless told otherwise.
    RecordControl(recording::SessionWriter &writer, Parts parts, QString folder);

    /// Begins a recording under the time's name, or ends the one that runs.
    void toggle();
    Result<void> begin(const QString &fileName);
    void end();
    bool isRecording() const;
    QString folder() const { return m_folder; }
    /// A marker at this moment.
    void mark();
    /// For the status strip; nothing while nothing was recorded.
    std::optional<ui::RecordingFigures> figures();

private:
    QString freeName() const;
    void noteNews();

    recording::SessionWriter &m_writer;
    const Parts m_parts;
    const QString m_folder;
    recording::RecordingState::Phase m_phase = recording::RecordingState::Phase::Off; ///< As it was told last.
    int m_markers = 0;
    std::uint64_t m_journalSeen = 0; ///< Entries of the journal up to then are in the file, or before it.
    std::uint64_t m_ledgerSeen = 0;  ///< Likewise.
};

} // namespace watchglass::app
