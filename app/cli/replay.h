#pragma once

#include "app/cli/command_line.h"
#include "app/cli/json_lines.h"
#include "core/alarm/rule_engine.h"
#include "core/ingest/source_ingest.h"
#include "core/replay/session_replay.h"

#include <map>

namespace watchglass::cli {

/// `watchglass-cli replay`: the frames of a session through the decoders once more, printed like `watch` prints what is
/// live, `received` being when it was received then. The lines are the same at any speed.
/// Thread: one.
class Replay final : private ingest::SampleListener
{
public:
    /// How often rules are judged, by recorded time.
    static constexpr Duration ruleInterval = std::chrono::milliseconds(200);

    Replay(const ReplayOptions &options, JsonLines &out);
    ~Replay() override;

    /// Plays until the end, or until `isWanted` says false, which is asked before each frame.
    ExitCode run(const std::function<bool()> &isWanted);
    /// For the person at the terminal: what went wrong.
    const QString &problem() const { return m_problem; }
    std::uint64_t frames() const { return m_session ? m_session->frames() : 0; }

private:
    void onSample(const SeriesInfo &series, Sample sample, store::Append result) override;
    Result<void> open();
    Result<void> armRules();
    void judge(Timestamp upTo);
    void print(Timestamp at);

    const ReplayOptions m_options;
    JsonLines &m_out;
    store::SeriesStore m_store;
    std::unique_ptr<recording::SessionFile> m_file;
    std::map<QString, std::unique_ptr<ingest::SourceIngest>> m_sinks; ///< By the source's name.
    std::unique_ptr<replay::SessionReplay> m_session;
    alarm::RuleEngine m_rules{m_store};
    QHash<QString, alarm::AlarmRule> m_armed; ///< By id.
    std::optional<Timestamp> m_judgedAt;
    Timestamp m_start;
    QString m_problem;
};

} // namespace watchglass::cli
