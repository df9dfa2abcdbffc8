#pragma once

#include "ui/desk/desk.h"

#include <QWidget>

class QMenu;
class QStackedWidget;
class QTabBar;

namespace watchglass::ui {

/// The desks of the window, one shown at a time, with a tab each below them; the tabs are there only while there are
/// several. What stands on a desk that is not shown counts as hidden: it is not drawn.
/// Invariant: there is always at least one desk.
/// Thread: GUI.
class Workspaces : public QWidget
{
    Q_OBJECT

public:
    using DeskMaker = std::function<std::unique_ptr<Desk>()>;

    explicit Workspaces(DeskMaker makeDesk, QWidget *parent = nullptr);

    /// The desk that is shown.
    Desk &current() const;
    int currentIndex() const;
    int count() const;
    Desk &desk(int index) const;
    /// Of all desks.
    bool isOutOfSight() const;

    /// An empty one behind the others, shown at once; an empty name becomes "Desk n".
    Desk &add(const QString &name = {});
    /// Nothing happens for an index that is none.
    void show(int index);
    /// The one so many tabs further; round the ends. Also by PgDn and PgUp, where no part of a desk wants these.
    void step(int by);
    void rename(int index, const QString &name);
    QString name(int index) const;
    /// With all its panels. The last one is only emptied; a locked one stays.
    void close(int index);
    /// Whether the panels of a workspace stay as they are.
    void setLocked(int index, bool locked);
    /// The panel goes to another workspace as it is; to a new one for an index that is none. Nothing happens when
    /// either is locked.
    void movePanel(const QString &panel, int from, int to);

    /// All of them as they are.
    DesksState save() const;
    /// Makes them all as they were; workspaces that are there by their id stay.
    void restore(const DesksState &state, Desk::Restore how);
    /// Without tabs, for a wall.
    void setTabsShown(bool shown);
    /// See Desk.
    void bringFloatingIntoView();

Q_SIGNALS:
    /// Another one is shown, or one came, went or got another name.
    void currentChanged();
    /// The desk that is shown changed, or another one is shown.
    void deskChanged();
    /// A panel or a workspace is about to go; save() can still be asked.
    void closing();
    /// See Desk.
    void ruleRequested(const watchglass::SeriesKey &key);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    Desk *makeDesk(const QString &id);
    void askForName(int index);
    void showMenu(const QPoint &position);
    void showTabs();
    void addMoves(PanelFrame &frame, QMenu &menu);
    void dropDesk(int index);

    const DeskMaker m_makeDesk;
    QStackedWidget *m_desks;
    QTabBar *m_tabs;
    int m_made = 0;
    bool m_areTabsShown = true;
    QJsonObject m_unknown; ///< What a file had besides.
};

} // namespace watchglass::ui
