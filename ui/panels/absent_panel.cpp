#include "ui/panels/absent_panel.h"

#include "ui/theme/theme.h"

#include <QLabel>
#include <QVBoxLayout>

namespace watchglass::ui {

AbsentPanel::AbsentPanel(const QJsonObject &state, QWidget *parent)
    : Panel(parent)
    , m_state(state)
    , m_text(new QLabel)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4 * metrics::step, 4 * metrics::step, 4 * metrics::step, 4 * metrics::step);
    layout->addWidget(m_text);
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setProperty("role", QStringLiteral("muted"));
    explain();
}

QString AbsentPanel::kind() const
{
    return m_state.value(QLatin1String("kind")).toString();
}

QString AbsentPanel::title() const
{
    return kind().isEmpty() ? tr("Unknown panel") : tr("Unknown panel “%1”").arg(kind());
}

bool AbsentPanel::addSeries(const SeriesKey &)
{
    return false;
}

void AbsentPanel::removeSeries(const SeriesKey &)
{}

void AbsentPanel::drawFrame(Timestamp)
{}

void AbsentPanel::restore(const QJsonObject &state)
{
    m_state = state;
    explain();
    Q_EMIT titleChanged();
}

void AbsentPanel::explain()
{
    m_text->setText(tr("This Watchglass has no panel of the kind “%1”.\nIt is kept as it was: a Watchglass that "
                       "knows it will show it again.")
                        .arg(kind()));
    setAccessibleName(title());
}

} // namespace watchglass::ui
