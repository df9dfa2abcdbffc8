#pragma once

#include "core/base/timestamp.h"
#include "core/model/series_key.h"

#include <QModelIndexList>
#include <QWidget>

class QLabel;
class QLineEdit;
class QMenu;
class QTreeView;

namespace watchglass::ui {

class DeviceFilterModel;
class DeviceTreeModel;
class PanelMaker;

/// The left side: a search field above the tree of sources, devices and series.
/// Thread: GUI.
class DeviceBrowser : public QWidget
{
    Q_OBJECT

public:
    DeviceBrowser(DeviceTreeModel &model, QWidget *parent = nullptr);

    /// Brings values and ages of the rows in sight up to `now`.
    void refresh(Timestamp now);
    /// Opens the devices of these series.
    void reveal(const QList<SeriesKey> &keys);
    void focusSearch();
    /// What kinds of panel the context menu offers to open series as. Outlives it.
    void setKinds(const PanelMaker &kinds) { m_kinds = &kinds; }
    /// For the rows selected: open, open as a kind that suits them, or an alarm rule. Empty without series.
    void fillMenu(QMenu &menu);
    /// The source that the current row belongs to, else the first one; empty for none.
    QString currentSource() const;
    QTreeView &tree() { return *m_tree; }
    QLineEdit &search() { return *m_search; }

    QByteArray saveColumns() const;
    void restoreColumns(const QByteArray &state);

Q_SIGNALS:
    /// A device or series was activated by double click or Enter, or chosen in the menu; an empty kind leaves open
    /// which panel suits it.
    void openRequested(const QList<SeriesKey> &keys, const QString &kind = {});
    /// For one of these; the first is the one pointed at.
    void ruleRequested(const QList<SeriesKey> &keys);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QModelIndexList rowsInSight() const;
    void applySearch();
    void openIndex(const QModelIndex &index);
    QList<SeriesKey> selectedKeys() const;
    void showMenu(const QPoint &position);
    void dress();
    void updateHint();

    DeviceTreeModel &m_model;
    const PanelMaker *m_kinds = nullptr;
    DeviceFilterModel *m_filter;
    QLineEdit *m_search;
    QAction *m_searchIcon;
    QTreeView *m_tree;
    QLabel *m_hint;
};

} // namespace watchglass::ui
