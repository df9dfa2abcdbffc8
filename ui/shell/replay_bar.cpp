#include "ui/shell/replay_bar.h"

#include "core/format/time_format.h"
#include "ui/theme/icon.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QTimeZone>
#include <QToolButton>

#include <cmath>

namespace watchglass::ui {

using namespace std::chrono_literals;

QString speedText(double speed)
{
    return QLocale().toString(speed, 'g', 3) + QStringLiteral("×");
}

ReplayBar::ReplayBar(QWidget *parent)
    : QFrame(parent)
    , m_badge(new QLabel(tr("REPLAY")))
    , m_name(new QToolButton)
    , m_frameBack(new QToolButton)
    , m_play(new QToolButton)
    , m_frameForward(new QToolButton)
    , m_strip(new ReplayStrip)
    , m_time(new QLabel)
    , m_speed(new QComboBox)
    , m_loop(new QToolButton)
    , m_close(new QToolButton)
{
    setProperty("role", QStringLiteral("bar"));
    setAccessibleName(tr("Replay"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(3 * metrics::step, metrics::step, metrics::step, metrics::step);
    layout->setSpacing(2 * metrics::step);
    m_badge->setProperty("role", QStringLiteral("replay"));
    m_name->setAutoRaise(true);
    m_name->setProperty("role", QStringLiteral("switch"));
    m_name->setToolTip(tr("Recordings, offsets and alignment"));
    m_name->setAccessibleName(m_name->toolTip());
    for (QToolButton *button : {m_frameBack, m_play, m_frameForward})
        button->setAutoRaise(true);
    m_frameBack->setToolTip(tr("Back by one frame"));
    m_frameForward->setToolTip(tr("Forward by one frame"));
    for (QToolButton *button : {m_frameBack, m_frameForward})
        button->setAccessibleName(button->toolTip());
    m_loop->setText(tr("Loop"));
    m_loop->setCheckable(true);
    m_loop->setAutoRaise(true);
    m_loop->setProperty("role", QStringLiteral("switch"));
    m_loop->setToolTip(tr("Play what the plots show again and again"));
    m_close->setText(tr("Close recording"));
    m_close->setAutoRaise(true);
    m_close->setProperty("role", QStringLiteral("switch"));
    m_close->setToolTip(tr("Close the recording and go back to what is live"));
    m_speed->setAccessibleName(tr("Speed of the replay"));
    m_speed->setToolTip(tr("Speed of the replay"));
    m_time->setFont(numberFont());
    for (QWidget *part : std::initializer_list<QWidget *>{m_badge, m_name, m_frameBack, m_play, m_frameForward})
        layout->addWidget(part);
    layout->addWidget(m_strip, 1);
    for (QWidget *part : std::initializer_list<QWidget *>{m_time, m_speed, m_loop, m_close})
        layout->addWidget(part);
    connect(m_play, &QToolButton::clicked, this, &ReplayBar::playToggled);
    connect(m_name, &QToolButton::clicked, this, &ReplayBar::sessionsRequested);
    connect(m_frameBack, &QToolButton::clicked, this, [this] { Q_EMIT frameStepped(-1); });
    connect(m_frameForward, &QToolButton::clicked, this, [this] { Q_EMIT frameStepped(1); });
    connect(m_loop, &QToolButton::clicked, this, &ReplayBar::loopToggled);
    connect(m_close, &QToolButton::clicked, this, &ReplayBar::closeRequested);
    connect(m_speed, &QComboBox::activated, this,
            [this](int index) { Q_EMIT speedChosen(m_speed->itemData(index).toDouble()); });
    dress();
    showPlay();
    hide();
}

void ReplayBar::setSpeeds(const std::vector<double> &speeds)
{
    m_speed->clear();
    for (const double speed : speeds)
        m_speed->addItem(speedText(speed), speed);
}

void ReplayBar::setState(const State &state)
{
    QString name = state.name; // in which an ampersand is one
    name.replace(QLatin1Char('&'), QStringLiteral("&&"));
    if (m_name->text() != name) {
        m_name->setText(name);
        m_name->setAccessibleName(tr("%1: recordings, offsets and alignment").arg(state.name));
    }
    m_strip->setExtent(state.extent);
    m_strip->setPosition(state.position);
    const QTimeZone zone = QTimeZone::systemTimeZone();
    const QString text = format::dateTime(state.position, zone);
    if (m_time->text() != text)
        m_time->setText(text);
    if (const int index = m_speed->findData(state.speed); index != m_speed->currentIndex())
        m_speed->setCurrentIndex(index);
    m_loop->setChecked(state.isLooping);
    if (m_isPlaying != state.isPlaying) {
        m_isPlaying = state.isPlaying;
        showPlay();
    }
}

void ReplayBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        dress();
}

void ReplayBar::dress()
{
    m_frameBack->setIcon(icon(QStringLiteral("frame-back")));
    m_frameForward->setIcon(icon(QStringLiteral("frame-forward")));
    m_play->setIcon(icon(m_isPlaying ? QStringLiteral("pause") : QStringLiteral("play")));
}

void ReplayBar::showPlay()
{
    const QString text = m_isPlaying ? tr("Pause the replay") : tr("Play the recording");
    m_play->setToolTip(text);
    m_play->setAccessibleName(text);
    dress();
}

} // namespace watchglass::ui
