#include "ui/shell/alarm_list.h"

#include "core/format/duration_format.h"
#include "core/format/value_format.h"
#include "ui/models/alarm_table_model.h"
#include "ui/shell/alarm_columns.h"
#include "ui/shell/alarm_details.h"
#include "ui/shell/alarm_filter_bar.h"
#include "ui/shell/elided_label.h"
#include "ui/shell/mark_delegate.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace watchglass::ui {

namespace {

using namespace std::chrono_literals;
using alarm::Alarm;
using alarm::AlarmState;

constexpr int detailsPx = 320;
constexpr int leastDetailsPx = 220;
constexpr int detailsPart = 4; ///< One so-manieth of the width, between these.
constexpr int summaryLetters = 14;
constexpr int leastWidthPx = 240;
constexpr auto flashHalf = 500ms; ///< 1 Hz: under 3 Hz, whatever a display adds.

} // namespace

AlarmList::AlarmList(AlarmTableModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_table(new QTableView)
    , m_details(new AlarmDetails)
    , m_filterBar(new AlarmFilterBar)
    , m_split(new QSplitter(Qt::Horizontal))
    , m_room(new QSpacerItem(0, 0, QSizePolicy::Fixed, QSizePolicy::Minimum))
    , m_summary(new ElidedLabel)
    , m_hint(new QLabel(m_table))
    , m_acknowledge(new QPushButton(tr("Acknowledge")))
    , m_shelve(menuButton(tr("Shelve"), tr("Set the selected alarms aside for a time")))
    , m_mute(menuButton(tr("Mute"), tr("No sound for a time; a higher priority breaks through")))
    , m_more(menuButton(tr("More"), tr("Rules, history, and what else can be done")))
    , m_flash(new QTimer(this))
{
    setProperty("role", QStringLiteral("surface"));
    setAttribute(Qt::WA_StyledBackground);
    setUpTable();
    m_summary->setProperty("role", QStringLiteral("muted"));
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_hint->setProperty("role", QStringLiteral("muted"));
    m_hint->setAlignment(Qt::AlignCenter);
    m_acknowledge->setToolTip(tr("Say that the selected alarms were seen (A)"));
    fillMenus();
    layOut();

    connect(m_acknowledge, &QPushButton::clicked, this, &AlarmList::acknowledgeSelected);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &AlarmList::followSelection);
    connect(m_table, &QTableView::activated, this, &AlarmList::showSelected);
    connect(m_filterBar, &AlarmFilterBar::changed, this, &AlarmList::applyFilter);
    connect(m_details, &AlarmDetails::showRequested, this, &AlarmList::showSelected);
    connect(m_details, &AlarmDetails::noteFinished, this, &AlarmList::acknowledgeSelected);
    m_flash->setInterval(flashHalf);
    connect(m_flash, &QTimer::timeout, this, &AlarmList::flash);
    setFlashing(true);
    applyFilter();
}

void AlarmList::setUpTable()
{
    m_table->setModel(&m_model);
    m_table->setItemDelegate(
        new MarkDelegate({.mark = AlarmTableModel::MarkRole,
                          .faint = AlarmTableModel::OverRole,
                          .strong = AlarmTableModel::UnacknowledgedRole,
                          .muted = std::nullopt,
                          .numberColumns = {AlarmTableModel::SinceColumn, AlarmTableModel::ValueColumn},
                          .mutedColumns = {AlarmTableModel::StateColumn, AlarmTableModel::MessageColumn}},
                         m_table));
    m_table->setAccessibleName(tr("Alarms"));
    m_table->horizontalHeader()->setSortIndicator(AlarmTableModel::PriorityColumn, Qt::AscendingOrder);
    m_table->setSortingEnabled(true);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setCornerButtonEnabled(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(6 * metrics::step);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_columns = new AlarmColumns(*m_table);
}

void AlarmList::layOut()
{
    auto *head = new QHBoxLayout;
    m_head = head;
    head->setContentsMargins(3 * metrics::step, metrics::step, 2 * metrics::step, metrics::step);
    head->setSpacing(2 * metrics::step);
    head->addItem(m_room);
    head->addWidget(m_summary, 1);
    head->addWidget(m_filterBar);
    for (QPushButton *button : {m_acknowledge, m_shelve, m_mute, m_more})
        head->addWidget(button);
    m_split->setHandleWidth(1);
    m_split->setChildrenCollapsible(true);
    m_split->addWidget(m_table);
    m_split->addWidget(m_details);
    m_split->setStretchFactor(0, 1);
    connect(m_split, &QSplitter::splitterMoved, this, [this] { m_isSplitChosen = true; });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_split);
}

QPushButton *AlarmList::menuButton(const QString &text, const QString &toolTip)
{
    auto *button = new QPushButton(text);
    button->setToolTip(toolTip);
    button->setMenu(new QMenu(button));
    return button;
}

void AlarmList::fillMenus()
{
    const auto add = [this](QPushButton *button, const QString &text, auto run) {
        connect(button->menu()->addAction(text), &QAction::triggered, this, run);
    };
    for (const int minutes : {5, 15, 60})
        add(m_shelve, tr("For %1 min").arg(minutes),
            [this, minutes] { shelveSelected(std::chrono::minutes(minutes)); });
    add(m_shelve, tr("For…"), [this] { shelveSelectedFor(); });
    m_shelve->menu()->addSeparator();
    add(m_shelve, tr("Take back from the shelf"), [this] { unshelveSelected(); });
    for (const int minutes : {2, 5, 15})
        add(m_mute, tr("For %1 min").arg(minutes),
            [this, minutes] { Q_EMIT muteRequested(std::chrono::minutes(minutes)); });
    add(m_mute, tr("Sound on again"), [this] { Q_EMIT muteRequested(Duration::zero()); });
    add(m_more, tr("Resolve at the service"), [this] { resolveSelected(); });
    add(m_more, tr("Reset what is latched"), [this] { resetSelected(); });
    add(m_more, tr("Suppress, or no longer"), [this] { withdrawSelected(alarm::Withdrawal::Suppressed); });
    add(m_more, tr("Out of service, or back"), [this] { withdrawSelected(alarm::Withdrawal::OutOfService); });
    m_more->menu()->addSeparator();
    add(m_more, tr("New rule…"), [this] { Q_EMIT newRuleRequested(); });
    add(m_more, tr("Rules…"), [this] { Q_EMIT rulesRequested(); });
    add(m_more, tr("History…"), [this] { Q_EMIT historyRequested(); });
}

void AlarmList::refresh()
{
    if (!m_model.sync() && !m_summary->fullText().isEmpty())
        return;
    tellUrgency();
    showSummary();
    QList<std::pair<QString, QString>> sources;
    for (const QString &source : m_model.sources())
        sources.emplace_back(source, m_model.sourceName(source));
    m_filterBar->setSources(std::move(sources));
    followSelection();
    placeHint();
}

void AlarmList::applyFilter()
{
    m_model.setFilter(m_filterBar->filter());
    m_model.setGrouped(m_filterBar->isGrouped() || m_flood > 0);
    refresh();
    m_table->viewport()->update();
}

void AlarmList::setFlood(std::uint64_t recent)
{
    if (recent == m_flood)
        return;
    const bool isOther = (recent > 0) != (m_flood > 0);
    m_flood = recent;
    if (isOther)
        applyFilter();
    showSummary();
}

void AlarmList::setMuteLeft(std::optional<Duration> left)
{
    m_mute->setText(left ? tr("Muted %1").arg(format::duration(std::chrono::ceil<std::chrono::seconds>(*left)))
                         : tr("Mute"));
}

void AlarmList::setNote(const QString &note)
{
    if (note == m_note)
        return;
    m_note = note;
    showSummary();
}

QString AlarmList::summary() const
{
    return m_summary->fullText();
}

void AlarmList::showSummary()
{
    const alarm::StateCounts &counts = m_model.counts();
    QStringList parts;
    if (m_flood > 0)
        parts << tr("Flood: %1 new in 10 s").arg(format::count(m_flood));
    parts << tr("%1 unacknowledged").arg(m_unacknowledged);
    if (const std::size_t acknowledged = counts.of(AlarmState::ActiveAcknowledged); acknowledged > 0)
        parts << tr("%1 acknowledged").arg(acknowledged);
    if (const std::size_t latched = counts.of(AlarmState::Latched); latched > 0)
        parts << tr("%1 latched").arg(latched);
    const std::size_t aside =
        counts.of(AlarmState::Shelved) + counts.of(AlarmState::Suppressed) + counts.of(AlarmState::OutOfService);
    if (aside > 0)
        parts << tr("%1 aside").arg(aside);
    if (!m_note.isEmpty())
        parts << m_note;
    const QString separator = QStringLiteral(" · ");
    const QStringList brief = m_flood > 0 ? parts : parts.mid(1); // the tab counts what is unacknowledged too
    m_summary->setFullText(parts.join(separator), brief.join(separator));
    const int roomPx = m_summary->fontMetrics().averageCharWidth() * summaryLetters;
    m_summary->setMinimumWidth(std::min(roomPx, m_summary->briefWidth()));
}

void AlarmList::setLeadingRoom(int widthPx)
{
    m_room->changeSize(widthPx, 0, QSizePolicy::Fixed, QSizePolicy::Minimum);
    layout()->invalidate();
}

void AlarmList::setFlashing(bool isFlashing)
{
    if (isFlashing)
        m_flash->start();
    else
        m_flash->stop();
    m_isDark = false;
    m_model.setFlashDark(false);
    m_table->viewport()->update();
}

void AlarmList::flash()
{
    m_isDark = !m_isDark && m_unacknowledged > 0;
    m_model.setFlashDark(m_isDark);
    if (!m_table->isVisible() || (m_unacknowledged == 0 && !m_isDark))
        return;
    const QHeaderView &header = *m_table->horizontalHeader();
    m_table->viewport()->update(header.sectionViewportPosition(AlarmTableModel::PriorityColumn), 0,
                                header.sectionSize(AlarmTableModel::PriorityColumn), m_table->viewport()->height());
}

void AlarmList::tellUrgency()
{
    const alarm::StateCounts &counts = m_model.counts();
    static constexpr std::array marks{Mark::Information, Mark::Warning, Mark::Critical};
    Mark mark = Mark::None;
    for (std::size_t priority = 0; priority < marks.size(); ++priority)
        mark = counts.calling[priority] > 0 ? marks[priority] : mark;
    const std::size_t all = counts.allCalling();
    const bool isNew = all != m_unacknowledged || mark != m_mark;
    m_unacknowledged = all;
    m_mark = mark;
    if (isNew)
        Q_EMIT urgencyChanged();
}

QByteArray AlarmList::saveColumns() const
{
    return m_columns->save();
}

void AlarmList::restoreColumns(const QByteArray &state)
{
    m_columns->restore(state);
}

void AlarmList::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitHead();
    if (!m_isSplitChosen) {
        const int details = std::clamp(width() / detailsPart, leastDetailsPx, detailsPx);
        m_split->setSizes({width() - details, details});
    }
    placeHint();
}

QSize AlarmList::minimumSizeHint() const
{
    return {leastWidthPx, QWidget::minimumSizeHint().height()};
}

/// Where there is no room for all of the first line, what menus and keys do as well goes.
void AlarmList::fitHead()
{
    const std::initializer_list<QWidget *> losses{&m_filterBar->search(), m_filterBar, m_mute, m_shelve};
    for (QWidget *part : losses)
        part->show();
    for (QWidget *part : losses) {
        m_head->invalidate();
        if (m_head->minimumSize().width() <= width())
            break;
        part->hide();
    }
}

void AlarmList::placeHint()
{
    alarm::AlarmFilter unfiltered;
    unfiltered.show = alarm::AlarmShow::Current;
    const bool isAll = m_filterBar->filter() == unfiltered;
    m_hint->setText(isAll ? tr("No alarms.") : tr("No alarm is like that. Clear the filter to see all."));
    m_hint->setVisible(m_model.rowCount() == 0);
    m_hint->setGeometry(m_table->rect());
}

} // namespace watchglass::ui
