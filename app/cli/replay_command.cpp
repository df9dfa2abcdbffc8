#include "app/cli/replay_command.h"

#include <QCommandLineParser>
#include <QCoreApplication>

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

Result<Command> parseReplay(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(tr(
        "Plays the frames of a recorded session through the decoders once more and prints what they make of it, as\n"
        "watch does of what is live. The lines are the same at any speed. Alarm rules are judged by recorded time.\n\n"
        "  watchglass-cli replay session.wgrec\n"
        "  watchglass-cli replay session.wgrec --speed 17 --source ward --rules alarm-rules.json\n"));
    parser.addPositionalArgument(QStringLiteral("file"), tr("The session, a .wgrec file."), tr("FILE"));
    const QCommandLineOption speed(QStringLiteral("speed"),
                                   tr("How fast recorded time passes, 0.1 to 100; \"max\", the default: as fast as "
                                      "possible."),
                                   tr("FACTOR"), QStringLiteral("max"));
    const QCommandLineOption source(QStringLiteral("source"),
                                    tr("Only this source, by its name in the session; may be given several times."),
                                    tr("NAME"));
    const QCommandLineOption rules(
        QStringLiteral("rules"), tr("Judge the alarm rules of this file instead of those in the session."), tr("FILE"));
    const QCommandLineOption noSamples(QStringLiteral("no-samples"), tr("Print everything but samples."));
    parser.addOptions({speed, source, rules, noSamples});
    const QCommandLineOption help = parser.addHelpOption();
    if (!parser.parse(arguments))
        return usage(parser.errorText());
    if (parser.isSet(help))
        return Command{std::nullopt, std::nullopt, parser.helpText()};
    if (parser.positionalArguments().size() != 1)
        return usage(tr("replay wants one FILE: watchglass-cli replay session.wgrec"));
    ReplayOptions options;
    options.file = parser.positionalArguments().constFirst();
    options.sources = parser.values(source);
    options.rules = parser.value(rules);
    options.printsSamples = !parser.isSet(noSamples);
    if (const QString text = parser.value(speed); text != QLatin1String("max")) {
        bool isNumber = false;
        const double factor = text.toDouble(&isNumber);
        if (!isNumber || !(factor >= 0.1 && factor <= 100.0))
            return usage(tr("\"%1\" is no speed: write a number from 0.1 to 100, or max").arg(text));
        options.speed = factor;
    }
    Command command;
    command.replay = options;
    return command;
}

} // namespace watchglass::cli
