#include "ui/desk/panel_header.h"

#include "ui/theme/icon.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QToolButton>

namespace watchglass::ui {

namespace {

constexpr int heightPx = 7 * metrics::step;

} // namespace

PanelHeader::PanelHeader(QWidget *parent)
    : QWidget(parent)
    , m_menuButton(new QToolButton(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, metrics::step, 0);
    layout->addStretch();
    layout->addWidget(m_menuButton);
    m_menuButton->setAutoRaise(true);
    m_menuButton->setPopupMode(QToolButton::InstantPopup);
    m_menuButton->setIconSize({16, 16});
    m_menuButton->setAccessibleName(tr("Panel menu"));
    m_menuButton->setToolTip(tr("Panel menu"));
    m_menuButton->setFocusPolicy(Qt::TabFocus);
    dress();
}

void PanelHeader::setTitle(const QString &title)
{
    m_title = title;
    setAccessibleName(title);
    update();
}

void PanelHeader::setBadge(const QString &badge)
{
    if (badge == m_badge)
        return;
    m_badge = badge;
    update();
}

void PanelHeader::setCurrent(bool current)
{
    m_isCurrent = current;
    update();
}

void PanelHeader::setMenu(QMenu *menu)
{
    m_menuButton->setMenu(menu);
}

QSize PanelHeader::sizeHint() const
{
    return {40 * metrics::step, heightPx};
}

QSize PanelHeader::minimumSizeHint() const
{
    return {20 * metrics::step, heightPx};
}

void PanelHeader::paintEvent(QPaintEvent *)
{
    const Theme &theme = currentTheme();
    QPainter painter(this);
    painter.fillRect(rect(), theme.surface);
    if (m_isCurrent)
        painter.fillRect(QRect(0, 0, width(), 1), theme.accent);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.hairline);

    const int padding = 3 * metrics::step;
    QRect space(padding, 0, m_menuButton->x() - 2 * padding, height());
    QFont titleFont = textFont();
    titleFont.setWeight(QFont::DemiBold);
    const QFontMetrics titleMetrics(titleFont);
    const QFont badgeFont = textFont(metrics::textSmall);
    const int badgeWidth = m_badge.isEmpty() ? 0 : QFontMetrics(badgeFont).horizontalAdvance(m_badge);
    const int titleSpace = space.width() - (badgeWidth > 0 ? badgeWidth + padding : 0);

    painter.setFont(titleFont);
    painter.setPen(m_isCurrent ? theme.text : theme.textMuted);
    painter.drawText(space, Qt::AlignLeft | Qt::AlignVCenter,
                     titleMetrics.elidedText(m_title, Qt::ElideRight, std::max(0, titleSpace)));
    painter.setFont(badgeFont);
    painter.setPen(theme.textMuted);
    painter.drawText(space, Qt::AlignRight | Qt::AlignVCenter, m_badge);
}

void PanelHeader::mouseDoubleClickEvent(QMouseEvent *event)
{
    Q_EMIT doubleClicked();
    event->accept();
}

void PanelHeader::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        dress();
    QWidget::changeEvent(event);
}

void PanelHeader::dress()
{
    m_menuButton->setIcon(icon(QStringLiteral("more")));
}

} // namespace watchglass::ui
