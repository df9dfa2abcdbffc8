#include "app/simulator/command_line.h"

#include <QCommandLineParser>
#include <QFileInfo>

#include <cmath>

namespace watchglass::sim {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("watchglass::sim", text);
}

/// The options, once, for reading and for --help.
void addOptions(QCommandLineParser &parser)
{
    const struct
    {
        const char *name;
        const char *value; ///< Null for a switch.
        const char *help;
    } options[] = {
        {"port", "P", "Listen on this port of 127.0.0.1; 0 takes any free one. Default 8000."},
        {"dialect", "D", "documented (as the guide says; default) or server (as the real server does)."},
        {"demo", nullptr, "Serve the demonstration fleet, with a minute of history and the present state first."},
        {"devices", "N", "Serve N devices that are alike. Default 10."},
        {"rate", "HZ", "Samples a second of each of their channels, default 10; with --play: rows a second."},
        {"channels", "C", "Channels of each device. Default 4."},
        {"play", "FILE",
         "Serve a recording (.csv or .csv.gz) as a device, or each device of a session (.wgrec); may be given several "
         "times."},
        {"time-column", "NAME", "Its column of times, by name or index from 0."},
        {"columns", "A,B", "Its columns of values, by name or index. Default: all that hold numbers."},
        {"time", "MODE", "file (default): times as in the file; now: shifted to begin at the start."},
        {"speed", "X", "Play X times as fast."},
        {"loop", nullptr, "Begin again at the end."},
        {"start", "WHEN",
         "When time begins: listen or subscribe (first client). Default: subscribe with --play, else listen."},
        {"for", "SECONDS", "End after this time."},
        {"seed", "N", "Same seed, same values and same faults. Default 1."},
        {"token", "T", "The token that auth must bring (or set WATCHGLASS_SIM_TOKEN). Default: any."},
        {"connects-per-minute", "N", "Limit of new connections, 0 for none. Default 10, as published."},
        {"no-limits", nullptr, "Do not enforce any published limit."},
        {"pushes", "on|off", "Server dialect: push telemetry, device and alert frames. Default off."},
        {"rest", nullptr, "Documented dialect: serve the REST routes of the server dialect too."},
        {"heartbeat", "SECONDS", "Server dialect: heartbeat interval. Default 30."},
        {"whole-seconds", nullptr, "Server dialect: REST rows carry whole seconds."},
        {"history", "SECONDS", "Send this much of the past first."},
        {"snapshot", nullptr, "Documented dialect: send present statuses and open alerts on subscribing."},
        {"backpressure", nullptr, "A slow client is waited for; otherwise its frames are dropped and counted."},
        {"queue", "BYTES", "What may wait for one client. Default 8388608."},
        {"sensocto-quality", "Q",
         "Sensocto: high (a viewer's data every 64 ms; default), medium, low, minimal or paused."},
        {"sensocto-attention", "A", "Sensocto: how much anybody looks: none, low, medium (default) or high."},
        {"sensocto-load", "L", "Sensocto: the server's load: normal (default), elevated, high or critical."},
        {"sensocto-memory-protection", nullptr, "Sensocto: the server is short of memory."},
        {"sensocto-delta", nullptr, "Sensocto: ecg and respiration in the delta form."},
        {"sensocto-digest", nullptr, "Sensocto: sensor_digest instead of sensor_batch."},
        {"sensocto-documented-payloads", nullptr, "Sensocto: payloads as documented, not as producers send them."},
        {"sensocto-allow-missing-token", nullptr, "Sensocto: producers may join without a token, as in development."},
        {"disruptive-stream", "SECONDS", "Disruptive: end each stream with 408 after this. Default: never."},
        {"disruptive-requests", "N", "Disruptive: requests of an account in 5 s, 0 for no limit. Default 25."},
        {"terra-heartbeat", "SECONDS", "Terra: the heartbeat interval. Default 40."},
        {"terra-sessions", "N", "Terra: consumers of one developer at a time. Default 10."},
        {"drop", "P", "Fault: lose each frame with probability P."},
        {"duplicate", "P", "Fault: send a frame twice."},
        {"reorder", "P", "Fault: let the next frame overtake a frame."},
        {"corrupt", "P", "Fault: damage a frame."},
        {"damage", "KIND", "How: any (default), flip, cut, sweep (a cut at each byte in turn), garbage or tear."},
        {"delay", "MS", "Fault: hold every frame back."},
        {"half-open", nullptr, "Fault: say and answer nothing, close nothing."},
        {"refuse", "HOW", "Fault: connection (refused), or a status that answers everything, such as http503."},
        {"slow", "BYTES", "Fault: send at most this many bytes a second to each client."},
        {"huge-frame", nullptr, "Fault: announce a frame of 1 GB and send it slowly."},
        {"expired-token", nullptr, "Fault: refuse every token."},
        {"clock-skew", "SECONDS", "Fault: every time that the server tells is wrong by this much."},
        {"help", nullptr, "Show this text."},
    };
    for (const auto &option : options) {
        const QString name = QLatin1String(option.name);
        if (option.value)
            parser.addOption({name, translated(option.help), QLatin1String(option.value)});
        else
            parser.addOption({name, translated(option.help)});
    }
}

/// Reads values and remembers the first that is none.
class Reader
{
public:
    explicit Reader(const QCommandLineParser &parser)
        : m_parser(parser)
    {}

    double number(const char *name, double fallback, double from, double to)
    {
        const QString key = QLatin1String(name);
        if (!m_parser.isSet(key))
            return fallback;
        bool isNumber = false;
        const double value = m_parser.value(key).toDouble(&isNumber);
        if (!isNumber || !(value >= from && value <= to))
            fail(translated("--%1 takes a number from %2 to %3, not \"%4\".")
                     .arg(key)
                     .arg(from)
                     .arg(to)
                     .arg(m_parser.value(key)));
        return isNumber ? value : fallback;
    }
    int integer(const char *name, int fallback, int from, int to)
    {
        const double value = number(name, fallback, from, to);
        if (value != std::floor(value))
            fail(translated("--%1 takes a whole number.").arg(QLatin1String(name)));
        return static_cast<int>(value);
    }
    Duration duration(const char *name, Duration fallback, double nsPerUnit, double from)
    {
        const double units = number(name, static_cast<double>(fallback.count()) / nsPerUnit, from, 1e9);
        return Duration(std::llround(units * nsPerUnit));
    }
    /// Index of the value among `words`.
    int choice(const char *name, int fallback, const QStringList &words)
    {
        const QString key = QLatin1String(name);
        if (!m_parser.isSet(key))
            return fallback;
        const auto index = words.indexOf(m_parser.value(key));
        if (index < 0)
            fail(translated("--%1 takes one of %2.").arg(key, words.join(QLatin1String(", "))));
        return static_cast<int>(index);
    }
    /// "connection", or "http" and a status from 400 to 599.
    void refusal(Faults &faults)
    {
        const QString word = text("refuse");
        const int status = word.startsWith(QLatin1String("http")) ? QStringView(word).mid(4).toInt() : 0;
        if (word == QLatin1String("connection")) {
            faults.refuse = Refusal::Connection;
        } else if (status >= 400 && status < 600) {
            faults.refuse = Refusal::Http;
            faults.httpStatus = status;
        } else if (isSet("refuse")) {
            fail(translated("--refuse takes connection, or http and a status from 400 to 599."));
        }
    }
    bool isSet(const char *name) const { return m_parser.isSet(QLatin1String(name)); }
    QString text(const char *name) const { return m_parser.value(QLatin1String(name)); }
    const QString &problem() const { return m_problem; }

private:
    void fail(const QString &text)
    {
        if (m_problem.isEmpty())
            m_problem = text;
    }

    const QCommandLineParser &m_parser;
    QString m_problem;
};

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(QLatin1Char(' '));
}

Faults readFaults(Reader &read)
{
    Faults faults;
    faults.drop = read.number("drop", 0, 0, 1);
    faults.duplicate = read.number("duplicate", 0, 0, 1);
    faults.reorder = read.number("reorder", 0, 0, 1);
    faults.corrupt = read.number("corrupt", 0, 0, 1);
    faults.damage = static_cast<Damage>(read.choice("damage", 0, words("any flip cut garbage tear sweep")));
    faults.delay = read.duration("delay", {}, 1e6, 0);
    faults.halfOpen = read.isSet("half-open");
    read.refusal(faults);
    faults.bytesPerSecond = static_cast<std::int64_t>(read.number("slow", 0, 1, 1e12));
    faults.hugeFrame = read.isSet("huge-frame");
    faults.expiredToken = read.isSet("expired-token");
    faults.clockSkew = read.duration("clock-skew", {}, 1e9, -1e9);
    return faults;
}

void readServer(Reader &read, ServerOptions &server, bool isDemo, bool isPlay)
{
    server.dialect = static_cast<Dialect>(read.choice("dialect", 0, words("documented server")));
    server.token = read.isSet("token") ? read.text("token") : qEnvironmentVariable("WATCHGLASS_SIM_TOKEN");
    server.limits.connectsPerMinute = read.integer("connects-per-minute", isDemo ? 0 : 10, 0, 1'000'000);
    if (read.isSet("no-limits"))
        server.limits = Limits{0, 0, 0, 0, 0, 0};
    server.pushes = read.choice("pushes", 0, words("off on")) == 1;
    server.rest = read.isSet("rest");
    server.heartbeat = read.duration("heartbeat", server.heartbeat, 1e9, 0.001);
    server.wholeSeconds = read.isSet("whole-seconds");
    server.history = read.duration("history", isDemo ? std::chrono::seconds(60) : Duration{}, 1e9, 0);
    server.snapshot = isDemo || read.isSet("snapshot");
    server.backpressure = read.isSet("backpressure");
    server.startOnSubscribe = read.choice("start", isPlay ? 1 : 0, words("listen subscribe")) == 1;
    server.queueBytes =
        static_cast<std::int64_t>(read.number("queue", static_cast<double>(server.queueBytes), 1024, 1e12));
    server.seed = static_cast<std::uint64_t>(read.number("seed", 1, 0, 9e15));
    server.faults = readFaults(read);
}

ServiceOptions readServices(Reader &read)
{
    ServiceOptions out;
    sensocto::Settings &sensocto = out.sensocto;
    sensocto.quality =
        static_cast<sensocto::Quality>(read.choice("sensocto-quality", 0, words("high medium low minimal paused")));
    sensocto.delta = read.isSet("sensocto-delta");
    sensocto.digest = read.isSet("sensocto-digest");
    sensocto.documentedPayloads = read.isSet("sensocto-documented-payloads");
    sensocto.allowMissingToken = read.isSet("sensocto-allow-missing-token");
    out.pressure.attention =
        static_cast<sensocto::Attention>(read.choice("sensocto-attention", 2, words("none low medium high")));
    out.pressure.load =
        static_cast<sensocto::Load>(read.choice("sensocto-load", 0, words("normal elevated high critical")));
    out.pressure.memoryProtection = read.isSet("sensocto-memory-protection");
    out.disruptive.streamLifetime = read.duration("disruptive-stream", {}, 1e9, 0);
    const int requests = read.isSet("no-limits") ? 0 : out.disruptive.requestsPerWindow;
    out.disruptive.requestsPerWindow = read.integer("disruptive-requests", requests, 0, 1'000'000);
    out.terra.heartbeat = read.duration("terra-heartbeat", out.terra.heartbeat, 1e9, 0.1);
    out.terra.consumers = read.integer("terra-sessions", out.terra.consumers, 0, 1'000'000);
    return out;
}

} // namespace

QString helpText()
{
    QCommandLineParser parser;
    parser.setApplicationDescription(translated(
        "Serves a simulated fleet, or recorded files, on one port of 127.0.0.1 as all five services: Valtronics,\n"
        "Sensocto, Disruptive Technologies, Terra and Moonsense. Prints \"listening SERVICE:URL\" for each when it is\n"
        "ready; ends on SIGINT and SIGTERM. What each connection asked for and was given is told in a line when it\n"
        "ends, and meanwhile by GET /_simulator/connections."));
    addOptions(parser);
    return parser.helpText()
           + translated("\nExamples:\n"
                        "  watchglass-sim --demo\n"
                        "  watchglass-sim --devices 100 --rate 1000 --channels 10 --port 0\n"
                        "  watchglass-sim --play ecg.csv.gz --columns MLII_mV,V5_mV --port 8001\n"
                        "  watchglass-sim --play room.csv --time now --speed 60 --loop\n"
                        "  watchglass-sim --play session.wgrec --time now\n"
                        "  watchglass-sim --dialect server --pushes on --devices 5\n"
                        "  watchglass-sim --demo --corrupt 0.01 --drop 0.05 --seed 7\n"
                        "Exit codes: 0 done, 2 usage, 3 could not listen, 4 bad input file.\n");
}

Result<CommandLine> parseCommandLine(const QStringList &arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(QStringList{QStringLiteral("watchglass-sim")} + arguments))
        return Error{ErrorCode::Malformed, parser.errorText()};
    if (!parser.positionalArguments().isEmpty())
        return Error{
            ErrorCode::Malformed,
            translated("Unexpected argument \"%1\"; see --help.").arg(parser.positionalArguments().constFirst())};
    Reader read(parser);
    CommandLine out;
    out.showHelp = read.isSet("help");
    out.demo = read.isSet("demo");
    out.play = parser.values(QStringLiteral("play"));
    out.port = static_cast<quint16>(read.integer("port", out.port, 0, 65535));
    out.devices = read.integer("devices", out.devices, 0, 100'000);
    out.rateHz = read.number("rate", out.rateHz, 1e-6, 1e6);
    out.channels = read.integer("channels", out.channels, 1, 1000);
    if (read.isSet("for"))
        out.runFor = read.duration("for", {}, 1e9, 0);
    out.playOptions.csv.timeColumn = read.text("time-column");
    if (read.isSet("columns"))
        out.playOptions.csv.columns = read.text("columns").split(QLatin1Char(','));
    if (read.isSet("rate"))
        out.playOptions.csv.rateHz = out.rateHz;
    out.playOptions.time = static_cast<PlayTime>(read.choice("time", 0, words("file now")));
    out.playOptions.speed = read.number("speed", 1.0, 1e-6, 1e9);
    out.playOptions.loop = read.isSet("loop");
    readServer(read, out.server, out.demo, !out.play.isEmpty());
    out.services = readServices(read);
    if (!read.problem().isEmpty())
        return Error{ErrorCode::Malformed, read.problem()};
    return out;
}

Result<std::vector<PlayedTable>> CommandLine::tablesOf(const QString &file, const TableLoader &loadSession) const
{
    if (loadSession && file.endsWith(QLatin1String(".wgrec"), Qt::CaseInsensitive))
        return loadSession(file);
    Result<CsvRecording> recording = loadCsv(file, playOptions.csv);
    if (!recording)
        return recording.error();
    QString name = QFileInfo(file).fileName();
    name.truncate(name.indexOf(QLatin1Char('.')) > 0 ? name.indexOf(QLatin1Char('.')) : name.size());
    std::vector<PlayedTable> tables;
    tables.push_back({name, std::move(recording).value()});
    return tables;
}

Result<Fleet> CommandLine::makeFleet(const TableLoader &loadSession) const
{
    if (demo)
        return Fleet::demo(server.seed);
    if (play.isEmpty())
        return Fleet::generic(devices, rateHz, channels, server.seed);
    Fleet fleet;
    for (const QString &file : play) {
        auto tables = tablesOf(file, loadSession);
        if (!tables)
            return tables.error();
        for (PlayedTable &played : tables.value())
            fleet.add({played.name, QStringLiteral("recording"), file},
                      std::make_shared<RecordingPlayer>(std::move(played.table), playOptions));
    }
    fleet.setNamedIds(true);
    return fleet;
}

} // namespace watchglass::sim
