#include "ui/shell/attention_view.h"

#include "core/format/duration_format.h"
#include "core/format/value_format.h"
#include "ui/shell/mark_delegate.h"
#include "ui/theme/icon.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QButtonGroup>
#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QStyle>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace watchglass::ui {

namespace {

constexpr int tableWidthsPx[] = {80, 120, 112, 96, 120, 120, 164, 80, 64, 104};
constexpr int leastSeriesPx = 112;
constexpr int mostSeriesPx = 280;
constexpr int ledgerWidthsPx[] = {112, 176, 200, 152, 200};
constexpr int searchPx = 136;

QToolButton *switchButton(const QString &text, const QString &toolTip)
{
    auto *button = new QToolButton;
    button->setText(text);
    button->setToolTip(toolTip);
    button->setCheckable(true);
    button->setProperty("role", QStringLiteral("switch"));
    return button;
}

} // namespace

AttentionView::AttentionView(QWidget *parent)
    : QWidget(parent)
    , m_ledger(QTimeZone::systemTimeZone())
    , m_filter(m_model)
    , m_room(new QSpacerItem(0, 0, QSizePolicy::Fixed, QSizePolicy::Minimum))
    , m_search(new QLineEdit)
    , m_onlyShown(new QCheckBox(tr("Only what is shown")))
    , m_totals(new QLabel)
    , m_seriesButton(switchButton(tr("Series"), tr("What every series gets now")))
    , m_changesButton(switchButton(tr("Changes"), tr("Which levels changed, when and why")))
    , m_pages(new QStackedWidget)
    , m_table(makeTable(&m_filter, tr("Attention")))
    , m_ledgerTable(makeTable(&m_ledger, tr("Changes of attention")))
    , m_hint(new QLabel(m_pages))
    , m_head(makeHead())
{
    setProperty("role", QStringLiteral("surface"));
    setAttribute(Qt::WA_StyledBackground);
    setUpTable();
    setUpLedger();
    m_pages->addWidget(m_table);
    m_pages->addWidget(m_ledgerTable);
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setProperty("role", QStringLiteral("muted"));
    m_hint->setAttribute(Qt::WA_TransparentForMouseEvents);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_head);
    layout->addWidget(m_pages);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter.setSearch(text);
        placeHint();
    });
    connect(m_onlyShown, &QCheckBox::toggled, this, [this](bool only) {
        m_filter.setOnlyShown(only);
        placeHint();
    });
    connect(m_changesButton, &QToolButton::toggled, this, &AttentionView::showLedger);
    connect(&m_ledger, &QAbstractItemModel::rowsInserted, this, &AttentionView::placeHint);
    dress();
    showTotals();
    showLedger(false);
}

QTableView *AttentionView::makeTable(QAbstractItemModel *model, const QString &name)
{
    auto *table = new QTableView;
    table->setModel(model);
    table->setAccessibleName(name);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->setFrameShape(QFrame::NoFrame);
    table->setCornerButtonEnabled(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(6 * metrics::step);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setStretchLastSection(false);
    return table;
}

void AttentionView::setUpTable()
{
    using Model = AttentionTableModel;
    m_table->setItemDelegate(
        new MarkDelegate({.mark = Model::MarkRole,
                          .faint = Model::FaintRole,
                          .strong = std::nullopt,
                          .muted = std::nullopt,
                          .numberColumns = {Model::DeliveredColumn, Model::DrawnColumn, Model::SavedColumn},
                          .mutedColumns = {Model::SourceColumn, Model::WhyColumn, Model::AskedColumn}},
                         m_table));
    for (int column = 0; column < Model::ColumnCount; ++column)
        m_table->horizontalHeader()->resizeSection(column, tableWidthsPx[column]);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(Model::LevelColumn, Qt::DescendingOrder);
    connect(m_table->horizontalHeader(), &QHeaderView::sectionResized, this,
            [this] { m_areColumnsChosen = m_areColumnsChosen || !m_isFitting; });
}

void AttentionView::setUpLedger()
{
    using Model = LedgerModel;
    m_ledgerTable->setItemDelegate(new MarkDelegate({.mark = Model::MarkRole,
                                                     .faint = Model::FaintRole,
                                                     .strong = std::nullopt,
                                                     .muted = std::nullopt,
                                                     .numberColumns = {Model::TimeColumn},
                                                     .mutedColumns = {Model::WhyColumn}},
                                                    m_ledgerTable));
    for (int column = 0; column < Model::ColumnCount; ++column)
        m_ledgerTable->horizontalHeader()->resizeSection(column, ledgerWidthsPx[column]);
    m_ledgerTable->horizontalHeader()->setSectionResizeMode(Model::WhyColumn, QHeaderView::Stretch);
}

QWidget *AttentionView::makeHead()
{
    m_search->setPlaceholderText(tr("Find a series"));
    m_search->setAccessibleName(tr("Find a series in the attention table"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(searchPx);
    m_searchIcon = m_search->addAction(QIcon(), QLineEdit::LeadingPosition);
    m_totals->setProperty("role", QStringLiteral("muted"));
    m_totals->setMinimumWidth(0);
    m_totals->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *group = new QButtonGroup(this);
    group->addButton(m_seriesButton);
    group->addButton(m_changesButton);
    m_seriesButton->setChecked(true);

    auto *head = new QWidget;
    auto *line = new QHBoxLayout(head);
    line->setContentsMargins(3 * metrics::step, metrics::step, 2 * metrics::step, metrics::step);
    line->setSpacing(2 * metrics::step);
    line->addItem(m_room);
    line->addWidget(m_totals, 1);
    line->addWidget(m_onlyShown);
    line->addWidget(m_search);
    line->addWidget(m_seriesButton);
    line->addWidget(m_changesButton);
    return head;
}

void AttentionView::setRows(std::vector<AttentionRow> rows)
{
    m_model.setRows(std::move(rows));
    m_filter.refresh();
    showTotals();
    placeHint();
}

void AttentionView::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

QString AttentionView::totalsText() const
{
    const AttentionTotals &totals = m_model.totals();
    if (totals.series == 0)
        return {};
    const QString high = tr("%1 of %2 series at High").arg(format::count(totals.high), format::count(totals.series));
    if (totals.bytesSaved < 0.5)
        return high;
    const auto saved = static_cast<std::uint64_t>(std::round(std::min(totals.bytesSaved, 1e18)));
    return tr("%1 · about %2/s saved").arg(high, format::bytes(saved));
}

QString AttentionView::hintText() const
{
    if (m_changesButton->isChecked())
        return m_ledger.rowCount() == 0 ? tr("No level has changed yet.") : QString();
    if (m_filter.rowCount() > 0)
        return {};
    if (m_model.totals().shown == 0)
        return tr("Nothing is being watched yet: put a series on the desk.");
    return tr("Nothing matches the search.");
}

void AttentionView::setLeadingRoom(int widthPx)
{
    m_room->changeSize(widthPx, 0, QSizePolicy::Fixed, QSizePolicy::Minimum);
    m_head->layout()->invalidate();
}

int AttentionView::headHeight() const
{
    return m_head->sizeHint().height();
}

QByteArray AttentionView::saveColumns() const
{
    return m_areColumnsChosen ? m_table->horizontalHeader()->saveState() : QByteArray();
}

void AttentionView::restoreColumns(const QByteArray &state)
{
    m_areColumnsChosen = m_table->horizontalHeader()->restoreState(state);
}

void AttentionView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        dress();
    QWidget::changeEvent(event);
}

void AttentionView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeHint();
    fitSeriesColumn();
}

/// Gives the names of series what room the others leave, so that the first look at the table is a whole one.
void AttentionView::fitSeriesColumn()
{
    if (m_areColumnsChosen)
        return;
    QHeaderView &header = *m_table->horizontalHeader();
    const int scrollBar = m_table->style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, m_table);
    const int others = header.length() - header.sectionSize(AttentionTableModel::SeriesColumn);
    const QScopedValueRollback<bool> fitting(m_isFitting, true);
    header.resizeSection(AttentionTableModel::SeriesColumn,
                         std::clamp(width() - scrollBar - others, leastSeriesPx, mostSeriesPx));
}

void AttentionView::showLedger(bool ledger)
{
    m_pages->setCurrentWidget(ledger ? m_ledgerTable : m_table);
    m_search->setVisible(!ledger);
    m_onlyShown->setVisible(!ledger);
    placeHint();
}

void AttentionView::showTotals()
{
    const QString text = totalsText();
    if (text == m_totals->text())
        return;
    m_totals->setText(text);
    m_totals->setToolTip(text); // where there is no room for all of it
}

void AttentionView::placeHint()
{
    const QString text = hintText();
    m_hint->setText(text);
    m_hint->setVisible(!text.isEmpty());
    m_hint->setGeometry(m_pages->rect());
    m_hint->raise();
}

void AttentionView::dress()
{
    m_searchIcon->setIcon(icon(QStringLiteral("search")));
}

} // namespace watchglass::ui
