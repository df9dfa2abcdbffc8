#include "ui/desk/panel_header.h"

#include "ui/models/source_status.h"
#include "ui/theme/icon.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHelpEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QToolButton>
#include <QToolTip>

#include <cmath>

namespace watchglass::ui {

namespace {

constexpr int heightPx = 7 * metrics::step;
constexpr int paddingPx = 3 * metrics::step;
constexpr int pinPx = 14;

QFont titleFont()
{
    QFont font = textFont();
    font.setWeight(QFont::DemiBold);
    return font;
}

void drawElided(QPainter &painter, const QFont &font, const QRect &space, const QString &text)
{
    painter.setFont(font);
    painter.drawText(space, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     QFontMetrics(font).elidedText(text, Qt::ElideRight, space.width()));
}

/// With all fractions of a pixel, so that what has its width is not elided.
int widthOf(const QFont &font, const QString &text)
{
    return text.isEmpty() ? 0 : static_cast<int>(std::ceil(QFontMetricsF(font).horizontalAdvance(text))) + 1;
}

/// Between labels and what is disabled: to be read when looked at, not before.
QColor quietColour(const Theme &theme)
{
    const auto mix = [](int a, int b) { return (a + b) / 2; };
    return QColor(mix(theme.textMuted.red(), theme.textFaint.red()),
                  mix(theme.textMuted.green(), theme.textFaint.green()),
                  mix(theme.textMuted.blue(), theme.textFaint.blue()));
}

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
    m_menuButton->setAccessibleName(tr("Menu of the panel %1").arg(title));
    update();
}

void PanelHeader::setBadge(const QString &badge)
{
    if (badge == m_badge)
        return;
    m_badge = badge;
    describe();
    update();
}

void PanelHeader::setAttention(const QString &text, const QString &toolTip)
{
    if (text == m_attention && toolTip == m_attentionToolTip)
        return;
    const bool isSameText = text == m_attention;
    m_attention = text;
    m_attentionToolTip = toolTip;
    describe();
    if (!isSameText)
        update();
}

void PanelHeader::setPinned(bool pinned)
{
    m_isPinned = pinned;
    describe();
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
        painter.fillRect(QRect(0, 0, width(), theme.focusWidth), theme.focus);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.hairline);

    const HeaderPlaces at = places();
    const auto space = [this](const HeaderPlace &place) { return QRect(place.left, 0, place.width, height() - 1); };
    painter.setPen(m_isCurrent ? theme.text : theme.textMuted);
    drawElided(painter, titleFont(), space(at.title), m_title);
    if (at.pin.width > 0)
        m_pinIcon.paint(&painter, space(at.pin));
    painter.setPen(quietColour(theme));
    drawElided(painter, textFont(metrics::textSmall), space(at.attention), m_attention);
    painter.setPen(theme.textMuted);
    drawElided(painter, textFont(metrics::textSmall), space(at.badge), m_badge);
}

HeaderPlaces PanelHeader::places() const
{
    const QFont small = textFont(metrics::textSmall);
    const HeaderWidths wanted{.title = widthOf(titleFont(), m_title),
                              .pin = m_isPinned ? pinPx : 0,
                              .attention = widthOf(small, m_attention),
                              .badge = widthOf(small, m_badge)};
    return HeaderPlaces::within(paddingPx, m_menuButton->x() - 2 * paddingPx, wanted, paddingPx);
}

bool PanelHeader::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const HeaderPlaces at = places();
    const bool isOnPin = at.pin.contains(help->pos().x());
    const QString text = isOnPin ? tr("Pinned at full attention (P)") : m_attentionToolTip;
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), plainToolTip(text), this);
    return true;
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
    m_pinIcon = icon(QStringLiteral("pin"));
}

/// For those who do not see it painted.
void PanelHeader::describe()
{
    QStringList parts;
    if (m_isPinned)
        parts << tr("Pinned");
    for (const QString &part : {m_badge, m_attention, m_attentionToolTip}) {
        if (!part.isEmpty())
            parts << part;
    }
    setAccessibleDescription(parts.join(QLatin1Char('\n')));
}

} // namespace watchglass::ui
