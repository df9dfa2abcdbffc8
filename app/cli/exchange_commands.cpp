#include "app/cli/exchange_commands.h"

#include "app/cli/comparison_json.h"
#include "app/cli/import_json.h"
#include "app/cli/opened_source.h"
#include "core/base/clock.h"
#include "core/exchange/no_sink.h"
#include "core/recording/session_import.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <cstdio>
#include <functional>

namespace watchglass::cli {

namespace {

constexpr qint64 msBetweenTells = 1000;

QString tr(const char *text)
{
    return QCoreApplication::translate("ExchangeCommands", text);
}

/// Tells how far a long work is, once a second, and asks whether it is wanted still.
class Teller
{
public:
    Teller(const ExchangeContext &context, QString what)
        : m_context(context)
        , m_what(std::move(what))
    {
        m_since.start();
    }

    bool operator()(std::int64_t done, std::int64_t total)
    {
        if (m_since.elapsed() >= msBetweenTells && total > 0) {
            m_context.tell(tr("%1: %2 %").arg(m_what).arg(100 * done / total));
            m_since.restart();
        }
        return m_context.isWanted();
    }

private:
    const ExchangeContext &m_context;
    const QString m_what;
    QElapsedTimer m_since;
};

/// Imports all files into one sink; true when all of them could be read.
bool importAll(const ImportCommand &command, exchange::ImportSink &sink, const ExchangeContext &context,
               const std::function<bool(const QString &)> &begin)
{
    bool isGood = true;
    for (const QString &file : command.files) {
        if (!begin(file))
            return false;
        Teller teller(context, file);
        const auto report = exchange::importFile(file, command.options, sink, std::ref(teller));
        if (report) {
            context.out.write(importJson(file, report.value()));
        } else {
            context.out.write(refusalJson(file, report.error()));
            context.tell(tr("%1: %2").arg(file, report.error().text));
            isGood = false;
        }
        context.out.flush();
        if (!context.isWanted())
            return false;
    }
    return isGood;
}

} // namespace

ExitCode runImport(const ImportCommand &command, const ExchangeContext &context)
{
    if (command.isTrial) {
        exchange::NoSink sink;
        return importAll(command, sink, context, [](const QString &) { return true; }) ? ExitCode::Done
                                                                                       : ExitCode::BadInput;
    }
    recording::SessionMeta meta;
    meta.program = QCoreApplication::applicationName() + QLatin1Char(' ') + QCoreApplication::applicationVersion();
    meta.start = SystemClock().now();
    auto book = recording::SessionBook::create(command.output, meta);
    if (!book) {
        context.tell(book.error().text);
        return ExitCode::BadInput;
    }
    recording::SessionImport sink(*book.value(), {});
    const bool isGood = importAll(command, sink, context, [&sink](const QString &file) {
        sink.setOrigin(QFileInfo(file).fileName());
        return !sink.failure();
    });
    if (sink.first())
        book.value()->setStart(*sink.first());
    const auto closed = book.value()->close(sink.last().value_or(meta.start));
    if (sink.failure() || !closed) {
        context.tell(sink.failure() ? sink.failure()->text : closed.error().text);
        return ExitCode::BadInput;
    }
    if (!sink.last()) { // nothing came of any of the files
        book.value().reset();
        QFile::remove(command.output);
    }
    return isGood ? ExitCode::Done : ExitCode::BadInput;
}

ExitCode runExport(const ExportCommand &command, const ExchangeContext &context)
{
    const auto opened = OpenedSource::open(command.input, command.importing, context);
    if (!opened) {
        context.tell(tr("%1: %2").arg(command.input, opened.error().text));
        return ExitCode::BadInput;
    }
    std::unique_ptr<QFileDevice> out;
    if (command.output.isEmpty()) {
        auto file = std::make_unique<QFile>();
        if (!file->open(stdout, QIODevice::WriteOnly))
            return ExitCode::BadInput;
        out = std::move(file);
    } else {
        out = std::make_unique<QSaveFile>(command.output);
        if (!out->open(QIODevice::WriteOnly)) {
            context.tell(tr("%1: %2").arg(command.output, out->errorString()));
            return ExitCode::BadInput;
        }
    }
    QElapsedTimer since;
    since.start();
    const auto report = exchange::exportSamples(opened.value()->source(), command.options, *out, [&](Timestamp at) {
        if (since.elapsed() >= msBetweenTells) {
            context.tell(tr("%1: at %2").arg(command.input, QString::fromStdString(formatIsoTimestamp(at, 0))));
            since.restart();
        }
        return context.isWanted();
    });
    const auto problem = report ? opened.value()->problem() : std::optional<Error>(report.error());
    if (problem) {
        context.tell(problem->text);
        return ExitCode::BadInput;
    }
    auto *saved = qobject_cast<QSaveFile *>(out.get());
    if (saved && !saved->commit()) {
        context.tell(tr("%1: %2").arg(command.output, saved->errorString()));
        return ExitCode::BadInput;
    }
    if (saved)
        context.out.write(exportJson(command.output, report.value()));
    return ExitCode::Done;
}

ExitCode runCompare(const CompareCommand &command, const ExchangeContext &context)
{
    std::vector<std::unique_ptr<OpenedSource>> sides;
    for (const QString &file : {command.first, command.second}) {
        auto opened = OpenedSource::open(file, command.importing, context);
        if (!opened) {
            context.tell(tr("%1: %2").arg(file, opened.error().text));
            return ExitCode::BadInput;
        }
        sides.push_back(std::move(opened).value());
    }
    Teller teller(context, tr("compared"));
    const auto report = exchange::compareSamples(
        sides[0]->source(), sides[1]->source(), command.options, [&teller](std::size_t done, std::size_t total) {
            return teller(static_cast<std::int64_t>(done), static_cast<std::int64_t>(total));
        });
    if (!report) {
        context.tell(report.error().text);
        return ExitCode::BadInput;
    }
    for (const auto &side : sides) {
        if (const auto problem = side->problem()) {
            context.tell(problem->text);
            return ExitCode::BadInput;
        }
    }
    for (const QJsonObject &line : comparisonLines(report.value()))
        context.out.write(line);
    return report.value().isEqual() ? ExitCode::Done : ExitCode::Finding;
}

} // namespace watchglass::cli
