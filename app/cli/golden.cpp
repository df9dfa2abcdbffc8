#include "app/cli/golden.h"

#include "core/replay/golden.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonArray>

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

Result<Command> parseGolden(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(tr(
        "Plays recorded sessions through the decoders once more and checks that they make of them what was recorded:\n"
        "every sample and every report about an alarm. For continuous integration: exit code 0 when nothing differs,\n"
        "1 when something does.\n\n"
        "  watchglass-cli golden ward.wgrec --min-rate 300000\n"));
    parser.addPositionalArgument(QStringLiteral("file"), tr("Sessions, .wgrec files."), tr("FILE..."));
    const QCommandLineOption rate(QStringLiteral("min-rate"),
                                  tr("Frames a second that the decoders must reach; slower is a finding."),
                                  tr("NUMBER"));
    parser.addOption(rate);
    const QCommandLineOption help = parser.addHelpOption();
    if (!parser.parse(arguments))
        return usage(parser.errorText());
    if (parser.isSet(help))
        return Command{std::nullopt, std::nullopt, parser.helpText()};
    GoldenOptions options;
    options.files = parser.positionalArguments();
    if (options.files.isEmpty())
        return usage(tr("golden wants at least one FILE: watchglass-cli golden ward.wgrec"));
    if (parser.isSet(rate)) {
        bool isNumber = false;
        options.minRate = parser.value(rate).toDouble(&isNumber);
        if (!isNumber || !(*options.minRate > 0.0))
            return usage(tr("\"%1\" is no rate: write how many frames a second").arg(parser.value(rate)));
    }
    Command command;
    command.golden = options;
    return command;
}

ExitCode runGolden(const GoldenOptions &options, JsonLines &out,
                   const std::function<void(const QString &problem)> &problem)
{
    ExitCode worst = ExitCode::Done;
    for (const QString &name : options.files) {
        const auto file = recording::SessionFile::open(name);
        if (!file) {
            problem(file.error().text);
            worst = ExitCode::BadInput;
            continue;
        }
        QElapsedTimer timer;
        timer.start();
        const auto compared = replay::compareWithDecoders(*file.value());
        const double seconds = std::max(1e-9, static_cast<double>(timer.nsecsElapsed()) * 1e-9);
        if (!compared) {
            problem(compared.error().text);
            worst = ExitCode::BadInput;
            continue;
        }
        const replay::GoldenReport &report = compared.value();
        QStringList differences = report.differences;
        const double rate = static_cast<double>(report.frames) / seconds;
        if (options.minRate && rate < *options.minRate)
            differences << tr("The decoders took %1 frames a second; %2 were wanted.").arg(rate).arg(*options.minRate);
        out.write({{QStringLiteral("event"), QStringLiteral("golden")},
                   {QStringLiteral("file"), name},
                   {QStringLiteral("same"), differences.isEmpty()},
                   {QStringLiteral("frames"), static_cast<qint64>(report.frames)},
                   {QStringLiteral("samples"), static_cast<qint64>(report.samples)},
                   {QStringLiteral("sameSamples"), static_cast<qint64>(report.sameSamples)},
                   {QStringLiteral("alarmReports"), static_cast<qint64>(report.alarms)},
                   {QStringLiteral("framesPerSecond"), rate},
                   {QStringLiteral("differences"), QJsonArray::fromStringList(differences)}});
        if (!differences.isEmpty() && worst == ExitCode::Done)
            worst = ExitCode::Finding;
    }
    out.flush();
    return worst;
}

} // namespace watchglass::cli
