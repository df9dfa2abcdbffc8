#include "app/cli/record.h"

#include "core/format/duration_format.h"
#include "core/recording/recorded_maker.h"
#include "core/recording/session_json.h"

#include <QCoreApplication>

#include <cstdio>

namespace watchglass::cli {

namespace {

constexpr Duration progressInterval = std::chrono::seconds(1);

QString tr(const char *text)
{
    return QCoreApplication::translate("Record", text);
}

void say(const QString &text)
{
    std::fputs(qPrintable(text + QLatin1Char('\n')), stderr);
}

} // namespace

Record::Record(const RecordOptions &options, Clock &clock, JsonLines &out)
    : m_options(options)
    , m_clock(clock)
    , m_out(out)
    , m_writer(clock)
{}

Record::~Record() = default;

Result<void> Record::start()
{
    recording::RecordingOptions options;
    options.fileName = m_options.output;
    options.limits = m_options.limits;
    options.program = QStringLiteral("watchglass-cli %1").arg(QCoreApplication::applicationVersion());
    if (auto begun = m_writer.begin(options); !begun)
        return begun;
    int number = 0;
    for (const protocol::SourceAddress &address : m_options.sources) {
        const QString id = QStringLiteral("source%1").arg(++number);
        m_sources.push_back({std::make_unique<ingest::SourceRunner>(id, address, m_store, m_clock, nullptr,
                                                                    recording::recordedMaker(m_writer, id)),
                             false,
                             {}});
        m_sources.back().runner->start();
    }
    m_told = m_clock.monotonic();
    return {};
}

bool Record::poll()
{
    for (Source &source : m_sources) {
        for (const ingest::SourceEvent &event : source.runner->drainEvents()) {
            if (const auto *state = std::get_if<SourceState>(&event))
                tell(source, *state);
        }
    }
    const recording::RecordingState state = m_writer.state();
    if (m_clock.monotonic() - m_told >= progressInterval) {
        m_told = m_clock.monotonic();
        tellProgress(state);
    }
    return state.phase == recording::RecordingState::Phase::Recording;
}

void Record::tell(Source &source, const SourceState &state)
{
    source.wasLive = source.wasLive || state.phase == SourcePhase::Live;
    if (state.text.isEmpty() || state.text == source.told)
        return;
    source.told = state.text;
    say(source.runner->sourceId() + QStringLiteral(": ") + state.text);
}

void Record::tellProgress(const recording::RecordingState &state)
{
    QString text = tr("recording %1: %2, %3 samples, %4 frames, %5")
                       .arg(state.fileName, format::duration(state.length))
                       .arg(state.samples)
                       .arg(state.frames)
                       .arg(format::bytes(state.bytes));
    if (!state.problem.isEmpty())
        text += QStringLiteral(" — ") + state.problem;
    say(text);
}

ExitCode Record::finish()
{
    bool allWereLive = true;
    for (Source &source : m_sources) {
        for (const ingest::SourceEvent &event : source.runner->drainEvents()) {
            if (const auto *state = std::get_if<SourceState>(&event))
                source.wasLive = source.wasLive || state->phase == SourcePhase::Live;
        }
        m_writer.note({QStringLiteral("counters"), recording::toJson(source.runner->counters())},
                      source.runner->sourceId());
        allWereLive = allWereLive && source.wasLive;
    }
    m_writer.end();
    m_sources.clear(); // after the end: that they stop is no part of the session
    const recording::RecordingState state = m_writer.state();
    QJsonObject line{{QStringLiteral("event"), QStringLiteral("recorded")},
                     {QStringLiteral("file"), m_options.output},
                     {QStringLiteral("parts"), state.part},
                     {QStringLiteral("seconds"), std::chrono::duration<double>(state.length).count()},
                     {QStringLiteral("samples"), qint64(state.samples)},
                     {QStringLiteral("frames"), qint64(state.frames)},
                     {QStringLiteral("lost"), qint64(state.lost)},
                     {QStringLiteral("bytes"), qint64(state.bytes)}};
    if (!state.problem.isEmpty()) {
        line.insert(QStringLiteral("problem"), state.problem);
        say(state.problem);
    }
    m_out.write(line);
    m_out.flush();
    if (state.phase == recording::RecordingState::Phase::Failed || state.lost > 0)
        return ExitCode::Finding;
    return allWereLive ? ExitCode::Done : ExitCode::CouldNotConnect;
}

} // namespace watchglass::cli
