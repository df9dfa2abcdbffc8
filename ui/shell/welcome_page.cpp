#include "ui/shell/welcome_page.h"

#include "ui/shell/source_form.h"
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

constexpr int columnPx = 720;
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
    , m_return(new QPushButton(tr("Back to the desk")))
    , m_demoCard(demoCard())
    , m_form(new SourceForm)
{
    auto *cards = new QHBoxLayout;
    cards->setSpacing(4 * metrics::step);
    cards->addWidget(m_demoCard, 1);
    cards->addWidget(sourceCard(), 1);

    auto *column = new QVBoxLayout;
    column->setSpacing(metrics::step);
    column->addStretch(2);
    column->addWidget(m_logo);
    column->addSpacing(2 * metrics::step);
    column->addWidget(label(tr("Watchglass"), QStringLiteral("display")));
    column->addWidget(label(tr("Watch live sensors."), QStringLiteral("muted")));
    column->addSpacing(6 * metrics::step);
    column->addLayout(cards);
    column->addSpacing(4 * metrics::step);
    column->addWidget(m_return, 0, Qt::AlignLeft);
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
    m_return->hide();
    connect(m_demo, &QPushButton::clicked, this, &WelcomePage::demoRequested);
    connect(m_return, &QPushButton::clicked, this, &WelcomePage::returnRequested);
    connect(m_form, &SourceForm::submitted, this, &WelcomePage::sourceRequested);
    dress();
}

void WelcomePage::setDemoOffered(bool offered)
{
    m_demoCard->setVisible(offered);
}

void WelcomePage::setReturnOffered(bool offered)
{
    m_return->setVisible(offered);
}

void WelcomePage::focusAddress()
{
    m_form->focusAddress();
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
        card(tr("Add a source"), tr("Connect to a Valtronics server, whichever dialect it speaks."), content);
    content->addWidget(m_form);
    content->addStretch();
    return frame;
}

void WelcomePage::dress()
{
    const Theme &theme = currentTheme();
    m_demo->setIcon(icon(QStringLiteral("play"), theme.isDark ? theme.window : theme.surface));
}

} // namespace watchglass::ui
