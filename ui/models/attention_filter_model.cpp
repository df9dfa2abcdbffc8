#include "ui/models/attention_filter_model.h"

#include "ui/models/attention_table_model.h"

namespace watchglass::ui {

AttentionFilterModel::AttentionFilterModel(AttentionTableModel &model, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_model(model)
{
    m_clock.start();
    setDynamicSortFilter(false);
    setSourceModel(&model);
}

void AttentionFilterModel::setSearch(const QString &text)
{
    const QStringList words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (words == m_words)
        return;
    m_words = words;
    invalidateRowsFilter();
}

void AttentionFilterModel::setOnlyShown(bool only)
{
    if (only == m_isOnlyShown)
        return;
    m_isOnlyShown = only;
    invalidateRowsFilter();
}

void AttentionFilterModel::refresh()
{
    if (std::exchange(m_shownRevision, m_model.shownRevision()) != m_model.shownRevision() && m_isOnlyShown)
        invalidateRowsFilter();
    const qint64 before = m_clock.elapsed();
    if (sortColumn() < 0 || before < m_nextSortMs)
        return;
    sort(sortColumn(), sortOrder());
    m_nextSortMs = before + (m_clock.elapsed() - before) * sortShare;
}

bool AttentionFilterModel::filterAcceptsRow(int row, const QModelIndex &) const
{
    if (m_isOnlyShown && m_model.rows()[static_cast<std::size_t>(row)].level == AttentionLevel::None)
        return false;
    return m_words.isEmpty() || m_model.matches(row, m_words);
}

bool AttentionFilterModel::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    return m_model.isLess(left.row(), right.row(), left.column());
}

} // namespace watchglass::ui
