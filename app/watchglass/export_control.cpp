#include "app/watchglass/export_control.h"

#include "app/watchglass/record_control.h"
#include "core/exchange/store_exchange.h"
#include "core/recording/session_source.h"
#include "ui/panels/plot_panel.h"
#include "ui/shell/command_registry.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice_bar.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <QUrl>

#include <algorithm>
#include <climits>

namespace watchglass::app {

namespace {

constexpr int windowsOwn = 0; ///< The origin that is no recording.

/// Writes the file, whole or not at all. `extent`: of what there is, to tell how far it is.
Result<exchange::ExportReport> writeFile(const exchange::SampleSource &source, const exchange::ExportOptions &options,
                                         const QString &path, TimeRange extent, Errand::Watch &watch)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return Error{ErrorCode::File, ExportControl::tr("%1 cannot be written: %2. Choose another place.")
                                          .arg(QDir::toNativeSeparators(path), file.errorString())};
    const auto seconds = [](Timestamp from, Timestamp to) {
        return static_cast<double>(to.ns()) * 1e-9 - static_cast<double>(from.ns()) * 1e-9;
    };
    const Timestamp from = std::max(extent.from, options.range.from);
    const double all = seconds(from, std::min(extent.to, options.range.to));
    auto report = exchange::exportSamples(source, options, file, [&](Timestamp at) {
        watch.tell(all > 0.0 ? std::clamp(seconds(from, at) / all, 0.0, 1.0) : 0.0);
        return watch.isWanted();
    });
    if (!report)
        return report;
    if (!watch.isWanted() || !file.commit())
        return Error{ErrorCode::File, ExportControl::tr("%1 cannot be written: %2. Choose another place.")
                                          .arg(QDir::toNativeSeparators(path), file.errorString())};
    return report;
}

Result<exchange::ExportReport> writeSession(const QString &session, const exchange::ExportOptions &options,
                                            const QString &path, TimeRange extent, Errand::Watch &watch)
{
    const auto file = recording::SessionFile::open(session);
    if (!file)
        return file.error();
    const recording::SessionSampleSource source(*file.value());
    auto report = writeFile(source, options, path, extent, watch);
    if (report && source.failure())
        return *source.failure();
    return report;
}

TimeRange extentOf(const store::SeriesStore &store)
{
    TimeRange all{Timestamp::max(), Timestamp::min()};
    for (const auto &series : store.all()) {
        const TimeRange extent = series->extent();
        if (!extent.isEmpty())
            all = {std::min(all.from, extent.from), std::max(all.to, extent.to)};
    }
    return all;
}

/// An end beyond what a Timestamp holds is its last; one that is that already is none.
TimeRange moved(TimeRange range, Duration by)
{
    const auto move = [by](Timestamp time) {
        if (time == Timestamp::min() || time == Timestamp::max())
            return time;
        if (by > Duration::zero() && time.ns() > Timestamp::max().ns() - by.count())
            return Timestamp::max();
        if (by < Duration::zero() && time.ns() < Timestamp::min().ns() - by.count())
            return Timestamp::min();
        return time + by;
    };
    return {move(range.from), move(range.to)};
}

/// As they are called in the session, or without one here; what is not of the session is left out.
QStringList namesOf(const QList<SeriesKey> &series, const ReplayControl::Session *session)
{
    QStringList names;
    for (SeriesKey key : series) {
        if (session) {
            const QString source = session->sources.key(key.source);
            if (source.isNull())
                continue;
            key.source = source;
        }
        names << key.toString();
    }
    return names;
}

} // namespace

ExportControl::ExportControl(ui::MainWindow &window, ReplayControl &replay, const store::SeriesStore &store)
    : m_window(window)
    , m_replay(replay)
    , m_store(store)
{
    m_window.commands().add({QStringLiteral("record.export"), RecordControl::tr("Recording"), tr("Export samples…"),
                             QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E), [this] { openDialog(); }});
    connect(&m_replay, &ReplayControl::sessionsChanged, this, &ExportControl::list);
    connect(&m_work, &Errand::progressed, this, [this](double share) {
        if (m_dialog)
            m_dialog->setProgress(share);
    });
}

ExportControl::~ExportControl()
{
    delete m_dialog;
}

void ExportControl::openDialog()
{
    if (!m_dialog) {
        m_dialog = new ui::SampleExportDialog(view(), tr("samples"), &m_window);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_dialog, &ui::SampleExportDialog::exportRequested, this, &ExportControl::start);
        connect(m_dialog, &ui::SampleExportDialog::givenUp, this, [this] {
            m_work.giveUp();
            m_dialog->setRunning(false);
            m_dialog->showProblem(tr("Stopped. Nothing was written."));
        });
        connect(m_dialog, &QObject::destroyed, &m_work, &Errand::giveUp);
        list();
    }
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

std::optional<ui::SampleExportDialog::View> ExportControl::view() const
{
    const ui::Panel *panel = m_window.desk().currentPanel();
    if (!panel)
        return std::nullopt;
    ui::SampleExportDialog::View view;
    view.title = panel->title();
    view.series = panel->series();
    if (const auto *plot = qobject_cast<const ui::PlotPanel *>(panel))
        view.range = plot->shownRange();
    return view;
}

void ExportControl::list()
{
    if (!m_dialog)
        return;
    std::vector<ui::SampleExportDialog::Origin> origins{{windowsOwn, tr("What this window holds")}};
    for (const ReplayControl::Session &session : m_replay.sessions())
        origins.push_back({session.id, session.name()});
    m_dialog->setOrigins(origins);
}

void ExportControl::start()
{
    const auto wish = m_dialog->wish();
    if (!wish)
        return;
    const ReplayControl::Session *session = m_replay.find(wish->origin);
    if (wish->origin != windowsOwn && !session)
        return;
    exchange::ExportOptions options = wish->options;
    if (!wish->series.isEmpty()) {
        options.series = namesOf(wish->series, session);
        if (options.series.isEmpty())
            return m_dialog->showProblem(tr("%1 has none of these series. Choose others.").arg(session->name()));
    }
    m_dialog->setRunning(true);
    const auto done = [this, path = wish->path](Result<exchange::ExportReport> report) -> Errand::Then {
        return [this, path, report = std::move(report)] { written(path, report); };
    };
    if (session) {
        options.range = moved(options.range, -session->offset);
        m_work.start([done, name = session->fileName, options, path = wish->path,
                      extent = moved(session->extent, -session->offset)](Errand::Watch &watch) {
            return done(writeSession(name, options, path, extent, watch));
        });
        return;
    }
    m_work.start([this, done, options, path = wish->path](Errand::Watch &watch) {
        const TimeRange extent = extentOf(m_store);
        return done(writeFile(exchange::StoreSource(m_store), options, path, extent, watch));
    });
}

void ExportControl::written(const QString &path, const Result<exchange::ExportReport> &report)
{
    if (!m_dialog)
        return;
    m_dialog->setRunning(false);
    if (!report)
        return m_dialog->showProblem(report.error().text);
    m_dialog->accept();
    const auto counted = [](std::int64_t count) { return static_cast<int>(std::min<std::int64_t>(count, INT_MAX)); };
    QString text =
        tr("%1 holds %n sample(s).", nullptr, counted(report.value().samples)).arg(QFileInfo(path).fileName());
    if (report.value().leftOut > 0) {
        text += QLatin1Char(' ')
                + tr("%n from before 1970 were left out, as MCAP cannot say them.", nullptr,
                     counted(report.value().leftOut));
    }
    m_window.notices().offer(text, tr("Show the folder"), [path] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).absolutePath()));
    });
}

} // namespace watchglass::app
