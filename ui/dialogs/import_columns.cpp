#include "ui/dialogs/import_columns.h"

#include "ui/theme/theme.h"

#include <QComboBox>
#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace watchglass::ui {

using exchange::ColumnUse;

namespace {

constexpr int leastColumnPx = 112;
constexpr int mostColumnPx = 240;
constexpr double tint = 0.22; ///< Of the colour of what is not to be believed, over the table's own.

QColor mixed(const QColor &over, const QColor &below, double share)
{
    const auto part = [share](int a, int b) { return static_cast<int>(a * share + b * (1.0 - share)); };
    return {part(over.red(), below.red()), part(over.green(), below.green()), part(over.blue(), below.blue())};
}

/// Colours what is left out.
class PreviewDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = currentTheme();
        if (!index.data(ImportPreviewModel::ProblemRole).toString().isEmpty())
            painter->fillRect(option.rect, mixed(theme.invalid, theme.surface, tint));
        QStyledItemDelegate::paint(painter, option, index);
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (index.data(ImportPreviewModel::SkippedRole).toBool())
            option->palette.setColor(QPalette::Text, currentTheme().textFaint);
    }
};

constexpr ColumnUse uses[]{ColumnUse::Time,   ColumnUse::Number,    ColumnUse::State, ColumnUse::Event,
                           ColumnUse::Skip,   ColumnUse::Attribute, ColumnUse::Value, ColumnUse::Unit,
                           ColumnUse::Device, ColumnUse::Source};

} // namespace

ImportColumns::ImportColumns(QWidget *parent)
    : QTableView(parent)
{
    setModel(&m_model);
    setItemDelegate(new PreviewDelegate(this));
    setAccessibleName(tr("First rows"));
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setTabKeyNavigation(false); // the keys go on to what is chosen above the columns
    setFont(numberFont());
    setShowGrid(false);
    setWordWrap(false);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    verticalHeader()->setHighlightSections(false);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(6 * metrics::step);
    verticalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
}

void ImportColumns::setPreview(exchange::CsvPreview preview)
{
    m_model.setPreview(std::move(preview));
    const auto &columns = m_model.preview().plan.columns;
    if (m_choices.size() != columns.size() || (!m_choices.empty() && !indexWidget(m_model.index(0, 1)))) {
        makeChoices();
        fitColumns();
    }
    for (std::size_t c = 0; c < columns.size(); ++c) {
        m_choices[c]->setAccessibleName(tr("Take %1 as").arg(columns[c].name));
        m_choices[c]->setCurrentIndex(m_choices[c]->findData(static_cast<int>(columns[c].use)));
    }
}

void ImportColumns::makeChoices()
{
    m_choices.clear();
    QWidget *before = this;
    for (int c = 0; c + 1 < m_model.columnCount(); ++c) {
        auto *box = new QComboBox;
        for (const ColumnUse use : uses)
            box->addItem(columnUseName(use), static_cast<int>(use));
        connect(box, &QComboBox::activated, this,
                [this, box, c] { Q_EMIT useChosen(c, static_cast<ColumnUse>(box->currentData().toInt())); });
        setIndexWidget(m_model.index(ImportPreviewModel::useRow, c + 1), box);
        setTabOrder(before, box);
        before = box;
        m_choices.push_back(box);
    }
    if (!m_choices.empty())
        setRowHeight(ImportPreviewModel::useRow, m_choices.front()->sizeHint().height() + metrics::step);
}

/// As wide as what stands in them, within reason.
void ImportColumns::fitColumns()
{
    resizeColumnsToContents();
    for (int c = 0; c < m_model.columnCount(); ++c)
        setColumnWidth(c, std::clamp(columnWidth(c), leastColumnPx, mostColumnPx));
}

} // namespace watchglass::ui
