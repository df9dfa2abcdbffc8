#pragma once

#include "core/base/timestamp.h"
#include "core/model/series_key.h"

#include <QModelIndexList>
#include <QWidget>

class QLabel;
class QLineEdit;
class QTreeView;

namespace watchglass::ui {

class DeviceFilterModel;
class DeviceTreeModel;

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
    QTreeView &tree() { return *m_tree; }
    QLineEdit &search() { return *m_search; }

    QByteArray saveColumns() const;
    void restoreColumns(const QByteArray &state);

Q_SIGNALS:
    /// A device or series was activated by double click or Enter.
    void openRequested(const QList<SeriesKey> &keys);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QModelIndexList rowsInSight() const;
    void applySearch();
    void openIndex(const QModelIndex &index);
    void dress();
    void updateHint();

    DeviceTreeModel &m_model;
    DeviceFilterModel *m_filter;
    QLineEdit *m_search;
    QAction *m_searchIcon;
    QTreeView *m_tree;
    QLabel *m_hint;
};

} // namespace watchglass::ui
