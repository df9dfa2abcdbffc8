#include "app/watchglass/comparison_control.h"

#include "ui/shell/command_registry.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice_bar.h"

namespace watchglass::app {

namespace {

Result<replay::SessionComparison> compareFiles(const QString &first, const QString &second,
                                               const exchange::CompareOptions &options, Errand::Watch &watch)
{
    const auto firstFile = recording::SessionFile::open(first);
    if (!firstFile)
        return firstFile.error();
    const auto secondFile = recording::SessionFile::open(second);
    if (!secondFile)
        return secondFile.error();
    return replay::compareSessions(*firstFile.value(), *secondFile.value(), options,
                                   [&watch](std::size_t done, std::size_t total) {
                                       watch.tell(static_cast<double>(done) / static_cast<double>(total));
                                       return watch.isWanted();
                                   });
}

} // namespace

ComparisonControl::ComparisonControl(ui::MainWindow &window, ReplayControl &replay, store::SeriesStore &store,
                                     std::function<void(const QString &)> forget)
    : m_window(window)
    , m_replay(replay)
    , m_plot(window, store, std::move(forget))
{
    m_replay.addCommand("replay.compare", tr("Compare recordings…"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_C),
                        [this] { openDialog(); });
    connect(&m_replay, &ReplayControl::sessionsChanged, this, &ComparisonControl::list);
    connect(&m_work, &Errand::progressed, this, [this](double share) {
        if (m_dialog)
            m_dialog->setProgress(share);
    });
}

void ComparisonControl::openDialog()
{
    if (!m_dialog) {
        m_dialog = new ui::ComparisonDialog(QTimeZone::systemTimeZone(), &m_window);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        connectDialog();
        list();
    }
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

void ComparisonControl::connectDialog()
{
    connect(m_dialog, &ui::ComparisonDialog::compareRequested, this, &ComparisonControl::compare);
    connect(m_dialog, &ui::ComparisonDialog::openRequested, this, &ComparisonControl::openRequested);
    connect(m_dialog, &ui::ComparisonDialog::rowChosen, this, &ComparisonControl::look);
    connect(m_dialog, &ui::ComparisonDialog::givenUp, this, [this] {
        m_work.giveUp();
        m_dialog->setRunning(false);
        m_dialog->showProblem(tr("Stopped."));
    });
    connect(m_dialog, &QObject::destroyed, this, [this] { m_work.giveUp(); });
}

/// What was compared is of sessions as they were.
void ComparisonControl::list()
{
    if (m_replay.isOpen())
        m_plot.renew();
    else
        m_plot.end();
    if (!m_dialog)
        return;
    if (!m_replay.isOpen()) {
        m_dialog->close();
        return;
    }
    const bool wasUnderWay = m_work.isRunning();
    m_work.giveUp();
    const bool isOutOfDate = wasUnderWay || m_dialog->model().rowCount() > 0;
    m_dialog->model().clear();
    m_dialog->setRunning(false);
    std::vector<std::pair<int, QString>> sessions;
    for (const Session &session : m_replay.sessions())
        sessions.emplace_back(session.id, session.name());
    m_dialog->setSessions(sessions);
    if (isOutOfDate)
        m_dialog->showProblem(tr("The recordings lie otherwise now. Compare them again."));
}

void ComparisonControl::compare()
{
    const auto wish = m_dialog->wish();
    const Session *first = wish ? m_replay.find(wish->first) : nullptr;
    const Session *second = wish ? m_replay.find(wish->second) : nullptr;
    if (!first || !second)
        return;
    m_wish = *wish;
    exchange::CompareOptions options;
    options.offset = second->offset - first->offset;
    options.tolerance = wish->tolerance;
    options.timeTolerance = wish->timeTolerance;
    m_dialog->setRunning(true);
    m_work.start(
        [this, files = std::pair(first->fileName, second->fileName), options](Errand::Watch &watch) -> Errand::Then {
            auto comparison = compareFiles(files.first, files.second, options, watch);
            return [this, comparison = std::move(comparison)] { compared(comparison); };
        });
}

void ComparisonControl::compared(const Result<replay::SessionComparison> &comparison)
{
    const Session *first = m_replay.find(m_wish.first);
    if (!m_dialog || !first)
        return;
    m_dialog->setRunning(false);
    if (!comparison)
        return m_dialog->showProblem(comparison.error().text);
    m_pairs = comparison.value().pairs;
    m_dialog->showReport(comparison.value().report, first->offset);
}

/// How a series of a session is called here.
std::optional<SeriesKey> ComparisonControl::here(int session, const std::optional<SeriesKey> &key) const
{
    const Session *found = m_replay.find(session);
    if (!found || !key || !found->sources.contains(key->source))
        return std::nullopt;
    SeriesKey placed = *key;
    placed.source = found->sources.value(key->source);
    return placed;
}

void ComparisonControl::look(int row)
{
    if (const auto time = m_dialog->model().timeOf(row))
        m_replay.seek(*time);
    const auto series = m_dialog->model().seriesOf(row);
    if (!series)
        return;
    const auto &[first, second] = m_pairs.at(*series);
    if (!m_plot.show(here(m_wish.first, first), here(m_wish.second, second)))
        m_dialog->showProblem(tr("This workspace is locked: it takes no plot. Unlock it, or go to another one."));
}

} // namespace watchglass::app
