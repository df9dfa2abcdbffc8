#include "ui/shell/device_browser.h"

#include "ui/models/device_filter_model.h"
#include "ui/models/device_tree_model.h"
#include "ui/models/series_mime.h"
#include "ui/panels/panel_kinds.h"
#include "ui/shell/mark_delegate.h"
#include "ui/theme/icon.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QTreeView>
#include <QVBoxLayout>

namespace watchglass::ui {

namespace {

/// A search that leaves more devices than this does not open them all.
constexpr int maxOpenedBySearch = 50;
constexpr int valueColumnPx = 100;
constexpr int ageColumnPx = 56;
/// Names come first: below these widths there is no room for ages, and then for values.
constexpr int narrowPx = 300;
constexpr int narrowestPx = 220;

QList<SeriesKey> keysOf(const QModelIndex &index)
{
    QMimeData dragged;
    dragged.setData(seriesMimeType(),
                    index.siblingAtColumn(DeviceTreeModel::NameColumn).data(DeviceTreeModel::KeysRole).toByteArray());
    return decodeSeries(&dragged);
}

} // namespace

DeviceBrowser::DeviceBrowser(DeviceTreeModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_filter(new DeviceFilterModel(model, this))
    , m_search(new QLineEdit)
    , m_tree(new QTreeView)
    , m_hint(new QLabel(m_tree))
{
    setProperty("role", QStringLiteral("surface"));
    setAttribute(Qt::WA_StyledBackground);
    m_search->setPlaceholderText(tr("Find a device or series"));
    m_search->setAccessibleName(tr("Find a device or series"));
    m_search->setClearButtonEnabled(true);
    m_searchIcon = m_search->addAction(QIcon(), QLineEdit::LeadingPosition);
    connect(m_search, &QLineEdit::textChanged, this, &DeviceBrowser::applySearch);

    m_tree->setModel(m_filter);
    m_tree->setItemDelegate(
        new MarkDelegate({.mark = DeviceTreeModel::MarkRole,
                          .faint = DeviceTreeModel::StaleRole,
                          .strong = std::nullopt,
                          .muted = DeviceTreeModel::CountRole,
                          .numberColumns = {DeviceTreeModel::ValueColumn, DeviceTreeModel::AgeColumn},
                          .mutedColumns = {DeviceTreeModel::AgeColumn}},
                         m_tree));
    m_tree->setAccessibleName(tr("Devices"));
    m_tree->setUniformRowHeights(true);
    m_tree->setIndentation(4 * metrics::step);
    m_tree->setDragEnabled(true);
    m_tree->setDragDropMode(QAbstractItemView::DragOnly);
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(DeviceTreeModel::NameColumn, QHeaderView::Stretch);
    m_tree->header()->setSectionsMovable(false);
    m_tree->header()->resizeSection(DeviceTreeModel::ValueColumn, valueColumnPx);
    m_tree->header()->resizeSection(DeviceTreeModel::AgeColumn, ageColumnPx);
    connect(m_tree, &QTreeView::activated, this, &DeviceBrowser::openIndex);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_tree, &QTreeView::customContextMenuRequested, this, &DeviceBrowser::showMenu);
    connect(m_filter, &QAbstractItemModel::rowsInserted, m_tree, [this](const QModelIndex &above, int first, int last) {
        for (int row = first; !above.isValid() && row <= last; ++row)
            m_tree->expand(m_filter->index(row, 0));
        updateHint();
    });
    connect(m_filter, &QAbstractItemModel::rowsRemoved, this, &DeviceBrowser::updateHint);

    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setWordWrap(true);
    m_hint->setProperty("role", QStringLiteral("muted"));
    m_hint->setAttribute(Qt::WA_TransparentForMouseEvents);

    auto *searchRow = new QVBoxLayout;
    searchRow->setContentsMargins(2 * metrics::step, 2 * metrics::step, 2 * metrics::step, 2 * metrics::step);
    searchRow->addWidget(m_search);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(searchRow);
    layout->addWidget(m_tree);
    dress();
    updateHint();
}

void DeviceBrowser::refresh(Timestamp now)
{
    if (isVisible())
        m_model.refresh(now, rowsInSight());
}

void DeviceBrowser::reveal(const QList<SeriesKey> &keys)
{
    for (const SeriesKey &key : keys)
        m_tree->expand(m_filter->mapFromSource(m_model.deviceIndex(key.source, key.device)));
}

void DeviceBrowser::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

QString DeviceBrowser::currentSource() const
{
    const QModelIndex index = m_tree->currentIndex().isValid() ? m_tree->currentIndex() : m_filter->index(0, 0);
    return index.data(DeviceTreeModel::SourceRole).toString();
}

QByteArray DeviceBrowser::saveColumns() const
{
    return m_tree->header()->saveState();
}

void DeviceBrowser::restoreColumns(const QByteArray &state)
{
    m_tree->header()->restoreState(state);
}

void DeviceBrowser::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        dress();
    QWidget::changeEvent(event);
}

void DeviceBrowser::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_tree->setColumnHidden(DeviceTreeModel::AgeColumn, width() < narrowPx);
    m_tree->setColumnHidden(DeviceTreeModel::ValueColumn, width() < narrowestPx);
    updateHint();
}

QModelIndexList DeviceBrowser::rowsInSight() const
{
    QModelIndexList rows;
    const int bottom = m_tree->viewport()->height();
    for (QModelIndex index = m_tree->indexAt({0, 0}); index.isValid(); index = m_tree->indexBelow(index)) {
        if (m_tree->visualRect(index).top() > bottom)
            break;
        rows.append(m_filter->mapToSource(index));
    }
    return rows;
}

void DeviceBrowser::applySearch()
{
    m_filter->setSearch(m_search->text());
    for (int source = 0; source < m_filter->rowCount(); ++source) {
        const QModelIndex above = m_filter->index(source, 0);
        m_tree->expand(above);
        const bool open = m_filter->isSearching() && m_filter->rowCount(above) <= maxOpenedBySearch;
        for (int row = 0; open && row < m_filter->rowCount(above); ++row)
            m_tree->expand(m_filter->index(row, 0, above));
    }
    updateHint();
}

void DeviceBrowser::openIndex(const QModelIndex &index)
{
    const QList<SeriesKey> keys = keysOf(index);
    if (keys.isEmpty())
        m_tree->setExpanded(index, !m_tree->isExpanded(index));
    else
        Q_EMIT openRequested(keys);
}

QList<SeriesKey> DeviceBrowser::selectedKeys() const
{
    QList<SeriesKey> keys;
    for (const QModelIndex &index : m_tree->selectionModel()->selectedRows()) {
        for (const SeriesKey &key : keysOf(index)) {
            if (!keys.contains(key))
                keys.append(key);
        }
    }
    return keys;
}

void DeviceBrowser::fillMenu(QMenu &menu)
{
    const QList<SeriesKey> keys = selectedKeys();
    if (keys.isEmpty())
        return;
    menu.addAction(tr("Open"), this, [this, keys] { Q_EMIT openRequested(keys); });
    const auto able = m_kinds ? m_kinds->suiting(keys) : std::vector<const PanelKind *>();
    QMenu *openAs = able.empty() ? nullptr : menu.addMenu(tr("Open as"));
    for (const PanelKind *kind : able)
        openAs->addAction(kind->name, this, [this, keys, id = kind->id] { Q_EMIT openRequested(keys, id); });
    const QModelIndexList rows = m_tree->selectionModel()->selectedRows();
    menu.addSeparator();
    menu.addAction(rows.size() == 1 ? tr("Alarm rule for %1…").arg(rows.first().data().toString())
                                    : tr("Alarm rule for one of these…"),
                   this, [this, keys] { Q_EMIT ruleRequested(keys); });
}

void DeviceBrowser::showMenu(const QPoint &position)
{
    QMenu menu;
    fillMenu(menu);
    if (!menu.isEmpty())
        menu.exec(m_tree->viewport()->mapToGlobal(position));
}

void DeviceBrowser::dress()
{
    m_searchIcon->setIcon(icon(QStringLiteral("search")));
}

void DeviceBrowser::updateHint()
{
    const bool isEmpty = m_filter->rowCount() == 0;
    m_hint->setVisible(isEmpty);
    if (!isEmpty)
        return;
    m_hint->setText(m_filter->isSearching() ? tr("Nothing matches the search.") : tr("No sources yet."));
    const int margin = 4 * metrics::step;
    m_hint->setGeometry(margin, m_tree->header()->height() + margin, std::max(0, m_tree->width() - 2 * margin),
                        12 * metrics::step);
}

} // namespace watchglass::ui
