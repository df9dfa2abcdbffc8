#include "ui/shell/welcome_page.h"

#include "ui/theme/icon.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace watchglass::ui {

namespace {

constexpr int columnPx = 840;
constexpr int logoPx = 56;

QLabel *label(const QString &text, const QString &role)
{
    auto *made = new QLabel(text);
    made->setProperty("role", role);
    made->setWordWrap(true);
    return made;
}

QWidget *card(const QString &title, const QString &text, QVBoxLayout *&content)
{
    auto *frame = new QWidget;
    frame->setProperty("role", QStringLiteral("card"));
    frame->setAttribute(Qt::WA_StyledBackground);
    content = new QVBoxLayout(frame);
    content->setContentsMargins(5 * metrics::step, 5 * metrics::step, 5 * metrics::step, 5 * metrics::step);
    content->setSpacing(2 * metrics::step);
    auto *heading = label(title, QStringLiteral("heading"));
    content->addWidget(heading);
    content->addWidget(label(text, QStringLiteral("muted")));
    content->addSpacing(2 * metrics::step);
    return frame;
}

} // namespace

WelcomePage::WelcomePage(QWidget *parent)
    : QWidget(parent)
    , m_logo(new QLabel)
    , m_demo(new QPushButton(tr("Start the demo")))
    , m_source(new QPushButton(tr("Add a source…")))
    , m_recording(new QPushButton(tr("Open a session…")))
    , m_demoCard(demoCard())
{
    auto *cards = new QHBoxLayout;
    cards->setSpacing(4 * metrics::step);
    cards->addWidget(m_demoCard, 1);
    cards->addWidget(sourceCard(), 1);
    cards->addWidget(recordingCard(), 1);

    auto *column = new QVBoxLayout;
    column->setSpacing(metrics::step);
    column->addStretch(2);
    column->addWidget(m_logo);
    column->addSpacing(2 * metrics::step);
    column->addWidget(label(tr("Watchglass"), QStringLiteral("display")));
    column->addWidget(label(tr("Watch live sensors."), QStringLiteral("muted")));
    column->addSpacing(6 * metrics::step);
    column->addLayout(cards);
    column->addStretch(3);

    auto *centre = new QWidget;
    centre->setMaximumWidth(columnPx);
    centre->setLayout(column);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(6 * metrics::step, 4 * metrics::step, 6 * metrics::step, 4 * metrics::step);
    layout->addStretch(1);
    layout->addWidget(centre, 100);
    layout->addStretch(1);

    m_logo->setPixmap(QIcon(QStringLiteral(":/watchglass.svg")).pixmap(logoPx, logoPx));
    connect(m_demo, &QPushButton::clicked, this, &WelcomePage::demoRequested);
    connect(m_source, &QPushButton::clicked, this, &WelcomePage::sourceRequested);
    connect(m_recording, &QPushButton::clicked, this, &WelcomePage::recordingRequested);
    dress();
}

void WelcomePage::setDemoOffered(bool offered)
{
    m_demoCard->setVisible(offered);
}

void WelcomePage::focusFirst()
{
    (m_demoCard->isHidden() ? m_source : m_demo)->setFocus(Qt::OtherFocusReason);
}

QSize WelcomePage::sizeHint() const
{
    return {columnPx, columnPx / 2};
}

void WelcomePage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        dress();
    QWidget::changeEvent(event);
}

QWidget *WelcomePage::demoCard()
{
    QVBoxLayout *content = nullptr;
    QWidget *frame =
        card(tr("Try the demo fleet"),
             tr("A simulated fleet on this computer: heart and breath, motion, rooms, batteries and doors, "
                "with alarms. Nothing to install or configure."),
             content);
    m_demo->setProperty("role", QStringLiteral("primary"));
    m_demo->setDefault(true);
    content->addStretch();
    content->addWidget(m_demo, 0, Qt::AlignLeft);
    return frame;
}

QWidget *WelcomePage::sourceCard()
{
    QVBoxLayout *content = nullptr;
    QWidget *frame =
        card(tr("Add a source"),
             tr("Valtronics, Sensocto, Disruptive Technologies, Terra or Moonsense: an address, and what the service "
                "wants to know of you. It can be tried before it is saved."),
             content);
    content->addStretch();
    content->addWidget(m_source, 0, Qt::AlignLeft);
    return frame;
}

QWidget *WelcomePage::recordingCard()
{
    QVBoxLayout *content = nullptr;
    QWidget *frame =
        card(tr("Open a recording"),
             tr("A Moonsense session that was downloaded before: looked at as if it came just now."), content);
    content->addStretch();
    content->addWidget(m_recording, 0, Qt::AlignLeft);
    return frame;
}

void WelcomePage::dress()
{
    const Theme &theme = currentTheme();
    m_demo->setIcon(icon(QStringLiteral("play"), theme.onAccent));
}

} // namespace watchglass::ui
