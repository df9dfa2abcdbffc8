#include "app/cli/publish.h"

#include "core/base/duration_text.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <algorithm>

namespace watchglass::cli {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

Error usage(const QString &text)
{
    return Error{ErrorCode::Unsupported, text};
}

} // namespace

Result<Command> parsePublish(const QStringList &arguments, const protocol::Tokens &environment)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(tr(
        "Sends the samples of one recorded device to a service, as a device of its own: Sensocto or Terra. It sends\n"
        "no faster than the service takes them, and waits while that asks for a pause.\n\n"
        "  watchglass-cli publish ward.wgrec --device \"ICU bed 1\" --to sensocto:wss://host\n"
        "  watchglass-cli publish ward.wgrec --device shank --to terra:wss://host/connect --user ID --speed 1\n\n"
        "A token is read from --token-file, or from WATCHGLASS_TOKEN or WATCHGLASS_TOKEN_SERVICE.\n"));
    parser.addPositionalArgument(QStringLiteral("file"), tr("The session, a .wgrec file."), tr("FILE"));
    const QCommandLineOption to(QStringLiteral("to"), tr("Where to publish."), tr("SERVICE:URL"));
    const QCommandLineOption device(QStringLiteral("device"), tr("Whose samples, by its id in the session."), tr("ID"));
    const QCommandLineOption source(QStringLiteral("source"), tr("Of which source, where several have such a device."),
                                    tr("NAME"));
    const QCommandLineOption user(QStringLiteral("user"), tr("Terra: whose data it is."), tr("ID"));
    const QCommandLineOption room(QStringLiteral("room"), tr("Sensocto: the room to join."), tr("ID"));
    const QCommandLineOption speed(
        QStringLiteral("speed"), tr("How fast recorded time passes; \"max\", the default: as the service takes them."),
        tr("FACTOR"), QStringLiteral("max"));
    const QCommandLineOption recorded(QStringLiteral("recorded-times"),
                                      tr("Keep the times as recorded, instead of beginning at this moment."));
    const QCommandLineOption tokenFile(QStringLiteral("token-file"), tr("Read the access token from this file."),
                                       tr("FILE"));
    parser.addOptions({to, device, source, user, room, speed, recorded, tokenFile});
    const QCommandLineOption help = parser.addHelpOption();
    if (!parser.parse(arguments))
        return usage(parser.errorText());
    if (parser.isSet(help))
        return Command{std::nullopt, std::nullopt, parser.helpText()};
    if (parser.positionalArguments().size() != 1 || !parser.isSet(to) || !parser.isSet(device))
        return usage(tr("publish wants a FILE, --device ID and --to SERVICE:URL"));
    PublishOptions options;
    options.file = parser.positionalArguments().constFirst();
    auto address = protocol::parseSourceAddress(parser.value(to));
    if (!address)
        return address.error();
    protocol::Tokens tokens = environment;
    if (parser.isSet(tokenFile)) {
        auto read = protocol::Tokens::fromFile(parser.value(tokenFile));
        if (!read)
            return read.error();
        tokens = read.value();
    }
    options.to = address.value();
    if (const QString token = tokens.of(options.to.service); !token.isEmpty())
        options.to.token = token;
    options.device = parser.value(device);
    options.source = parser.value(source);
    options.user = parser.value(user);
    options.room = parser.value(room);
    options.keepsTimes = parser.isSet(recorded);
    if (const QString text = parser.value(speed); text != QLatin1String("max")) {
        bool isNumber = false;
        options.speed = text.toDouble(&isNumber);
        if (!isNumber || !(*options.speed > 0.0))
            return usage(tr("\"%1\" is no speed: write a number, or max").arg(text));
    }
    Command command;
    command.publish = options;
    return command;
}

Publish::Publish(const PublishOptions &options, Clock &clock, JsonLines &out)
    : m_options(options)
    , m_clock(clock)
    , m_out(out)
{}

Result<void> Publish::start(std::function<void()> finished)
{
    auto file = recording::SessionFile::open(m_options.file);
    if (!file)
        return file.error();
    m_file = std::move(file.value());
    replay::OutletOptions outlet;
    outlet.address = m_options.to;
    outlet.device = m_options.device;
    outlet.name = m_options.device;
    outlet.user = m_options.user;
    outlet.room = m_options.room;
    replay::Publisher::Options options;
    options.speed = m_options.speed;
    options.isMovedToNow = !m_options.keepsTimes;
    for (const recording::SessionSeries &series : m_file->series()) {
        const SeriesKey &key = series.info.key;
        if (key.device != m_options.device || (!m_options.source.isEmpty() && key.source != m_options.source))
            continue;
        outlet.series.push_back(series.info);
        options.series.push_back(series.id);
        const auto samples = m_file->samples(series.id, {Timestamp::min(), Timestamp::max()});
        m_wanted += samples ? samples.value().size() : 0;
    }
    if (options.series.empty())
        return Error{
            ErrorCode::Missing,
            tr("The session holds no series of a device \"%1\": see watchglass-cli info").arg(m_options.device)};
    auto made = replay::makeOutlet(outlet, m_clock);
    if (!made)
        return made.error();
    m_outlet = std::move(made.value());
    m_publisher = std::make_unique<replay::Publisher>(*m_file, options, *m_outlet, m_clock,
                                                      [this, finished = std::move(finished)] {
                                                          m_isFinished = true;
                                                          finished();
                                                      });
    m_publisher->start();
    return {};
}

QString Publish::progress() const
{
    return tr("%1 of %2 samples · %3").arg(m_outlet->delivered()).arg(m_wanted).arg(m_outlet->state().text);
}

ExitCode Publish::finish()
{
    const bool isWhole = m_isFinished && m_publisher->problem().isEmpty();
    const std::uint64_t delivered = m_outlet->delivered();
    m_out.write({{QStringLiteral("event"), QStringLiteral("published")},
                 {QStringLiteral("samples"), static_cast<qint64>(m_wanted)},
                 {QStringLiteral("delivered"), static_cast<qint64>(delivered)},
                 {QStringLiteral("leftOut"), static_cast<qint64>(m_publisher->leftOut())},
                 {QStringLiteral("whole"), isWhole},
                 {QStringLiteral("problem"), m_publisher->problem()}});
    m_out.flush();
    m_outlet->stop();
    if (isWhole)
        return ExitCode::Done;
    return delivered == 0 ? ExitCode::CouldNotConnect : ExitCode::Finding;
}

} // namespace watchglass::cli
