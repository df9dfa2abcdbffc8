#pragma once

#include "ui/desk/header_places.h"

#include <QIcon>
#include <QWidget>

class QMenu;
class QToolButton;

namespace watchglass::ui {

/// The one line of chrome above a panel: title, pin, attention badge, badge, menu. Dragging it moves the panel
/// (QDockWidget sees to that), a double click maximises it, series dropped on it open a panel beside.
class PanelHeader : public QWidget
{
    Q_OBJECT

public:
    explicit PanelHeader(QWidget *parent);

    void setTitle(const QString &title);
    void setBadge(const QString &badge);
    /// The quieter badge beside it: what this panel shows less than everything; plain text. The tool tip stands over
    /// the whole header, also where there is no badge.
    void setAttention(const QString &text, const QString &toolTip);
    QString attention() const { return m_attention; }
    void setPinned(bool pinned);
    /// The panel in focus has the brighter title and the accent line.
    void setCurrent(bool current);
    void setMenu(QMenu *menu);
    QString title() const { return m_title; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void doubleClicked();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void dress();
    void describe();
    HeaderPlaces places() const;

    QString m_title;
    QString m_badge;
    QString m_attention;
    QString m_attentionToolTip;
    bool m_isPinned = false;
    QIcon m_pinIcon;
    bool m_isCurrent = false;
    QToolButton *m_menuButton;
};

} // namespace watchglass::ui
