#pragma once

#include "app/cli/command_line.h"
#include "app/cli/json_lines.h"
#include "core/recording/session_file.h"
#include "core/replay/publisher.h"

namespace watchglass::cli {

/// The arguments of `watchglass-cli publish`, the program's name with the command first.
Result<Command> parsePublish(const QStringList &arguments, const protocol::Tokens &environment);

/// `watchglass-cli publish`: a recorded device sends its samples to a service once more.
/// Thread: one with an event loop.
class Publish
{
public:
    Publish(const PublishOptions &options, Clock &clock, JsonLines &out);

    /// `finished` when there is nothing left to send. Error: a file, device or service that cannot be used.
    Result<void> start(std::function<void()> finished);
    /// For the person at the terminal: how far it is.
    QString progress() const;
    /// Ends it and prints what came of it. CouldNotConnect when the service was never reached, Finding when something
    /// did not leave.
    ExitCode finish();

private:
    const PublishOptions m_options;
    Clock &m_clock;
    JsonLines &m_out;
    std::unique_ptr<recording::SessionFile> m_file;
    std::unique_ptr<replay::Outlet> m_outlet;
    std::unique_ptr<replay::Publisher> m_publisher;
    std::uint64_t m_wanted = 0; ///< Samples that there are.
    bool m_isFinished = false;
};

} // namespace watchglass::cli
