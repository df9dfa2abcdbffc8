#include "ui/dialogs/import_time_fields.h"

#include "ui/dialogs/form_parts.h"
#include "ui/dialogs/import_parts.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>

namespace watchglass::ui {

using exchange::TimeForm;
using exchange::TimeText;

namespace {

constexpr int detected = -1; ///< In place of a column's number.
constexpr int byRate = -2;
constexpr int sameColumn = -1;
enum class Order { Detect, DayFirst, MonthFirst };

constexpr int leastYear = 1970;
constexpr int mostYear = 2261;
constexpr double leastRate = 1e-6;
constexpr double mostRate = 1e6;
constexpr double usualRate = 1.0;
/// A time that stands this close to its epoch counts from a start that the file does not name.
constexpr auto longestSession = std::chrono::hours(24 * 366 * 25);
constexpr int shortestContents = 8;

void selectData(QComboBox &box, int data)
{
    box.setCurrentIndex(std::max(0, box.findData(data)));
}

} // namespace

ImportTimeFields::ImportTimeFields(QWidget *parent)
    : QWidget(parent)
    , m_form(formLayout())
    , m_column(new QComboBox)
    , m_clock(new QComboBox)
    , m_unit(timeUnitBox())
    , m_intervals(new QCheckBox(tr("since the row before")))
    , m_order(new QComboBox)
    , m_year(new QSpinBox)
    , m_zone(zoneBox())
    , m_rate(new QDoubleSpinBox)
    , m_start(startLine())
{
    setLayout(m_form);
    fill();
    addField(m_form, tr("Times"), m_column);
    addField(m_form, tr("Time of day"), m_clock);
    addField(m_form, tr("They count"), m_unit);
    addField(m_form, {}, m_intervals);
    addField(m_form, tr("Dates begin with"), m_order);
    addField(m_form, tr("Year"), m_year);
    addField(m_form, tr("Zone"), m_zone);
    addField(m_form, tr("Rows a second"), m_rate);
    addField(m_form, tr("They start at"), m_start);
    connect(m_column, &QComboBox::currentIndexChanged, this, [this] {
        if (const auto column = chosenColumn())
            Q_EMIT columnChosen(*column);
        Q_EMIT changed();
    });
    for (QComboBox *box : {m_clock, m_unit, m_order})
        connect(box, &QComboBox::currentIndexChanged, this, &ImportTimeFields::changed);
    connect(m_zone, &QComboBox::currentTextChanged, this, &ImportTimeFields::changed);
    connect(m_intervals, &QCheckBox::toggled, this, &ImportTimeFields::changed);
    connect(m_year, &QSpinBox::valueChanged, this, &ImportTimeFields::changed);
    connect(m_rate, &QDoubleSpinBox::valueChanged, this, &ImportTimeFields::changed);
    connect(m_start, &QLineEdit::textChanged, this, &ImportTimeFields::changed);
}

void ImportTimeFields::fill()
{
    for (QComboBox *box : {m_column, m_clock}) { // names of columns can be long
        box->setMinimumContentsLength(shortestContents);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    }
    m_order->addItem(tr("Detect"), static_cast<int>(Order::Detect));
    m_order->addItem(tr("the day"), static_cast<int>(Order::DayFirst));
    m_order->addItem(tr("the month"), static_cast<int>(Order::MonthFirst));
    m_year->setRange(leastYear, mostYear);
    m_year->setSpecialValueText(tr("1970, as none is named"));
    m_rate->setRange(leastRate, mostRate);
    m_rate->setDecimals(6);
    m_rate->setValue(usualRate);
    m_zone->setToolTip(tr("Of times that name no zone"));
    m_intervals->setToolTip(tr("Each time is the span since the row before, as in lists of heart beats"));
    m_intervals->setAccessibleName(tr("Times count since the row before"));
}

std::optional<int> ImportTimeFields::chosenColumn() const
{
    const int column = m_column->currentIndex() < 0 ? detected : m_column->currentData().toInt();
    return column >= 0 ? std::optional(column) : std::nullopt;
}

void ImportTimeFields::chooseColumn(std::optional<int> column)
{
    const QSignalBlocker quiet(m_column);
    selectData(*m_column, column.value_or(detected));
}

bool ImportTimeFields::isByRate() const
{
    return m_column->currentIndex() > 0 && m_column->currentData().toInt() == byRate;
}

void ImportTimeFields::listColumns(const exchange::CsvPlan &plan)
{
    QStringList names;
    for (const exchange::ColumnPlan &column : plan.columns)
        names << column.name;
    if (names == m_names && m_column->count() > 0)
        return;
    m_names = names;
    const int column = m_column->count() > 0 ? m_column->currentData().toInt() : detected;
    const int clock = m_clock->count() > 0 ? m_clock->currentData().toInt() : sameColumn;
    m_column->clear();
    m_column->addItem(tr("Detect"), detected);
    m_clock->clear();
    m_clock->addItem(tr("Detect"), sameColumn);
    for (int c = 0; c < names.size(); ++c) {
        m_column->addItem(names[c], c);
        m_clock->addItem(names[c], c);
    }
    m_column->addItem(tr("Rows at a steady rate"), byRate);
    selectData(*m_column, column);
    selectData(*m_clock, clock);
}

void ImportTimeFields::setPreview(const exchange::CsvPreview &preview)
{
    const QSignalBlocker quietColumn(m_column);
    const QSignalBlocker quietClock(m_clock);
    listColumns(preview.plan);
    const exchange::TimePlan &time = preview.plan.time;
    QString found;
    if (!preview.problem)
        found = time.column ? preview.plan.columns[*time.column].name : tr("a rate");
    showDetected(*m_column, found);
    showDetected(*m_clock, time.clockColumn ? preview.plan.columns[*time.clockColumn].name : tr("same column"));
    showDetected(*m_unit, timeUnitName(time.nsPerUnit));
    showDetected(*m_order, time.text == TimeText::DayFirst ? tr("the day") : tr("the month"));
    if (time.form == TimeForm::Rate && !isByRate() && !preview.problem) {
        const QSignalBlocker quietRate(m_rate);
        m_rate->setValue(time.rateHz);
    }
    showRows(preview);
}

void ImportTimeFields::showRows(const exchange::CsvPreview &preview)
{
    const exchange::TimePlan &time = preview.plan.time;
    const bool isKnown = !preview.problem;
    const bool isNumber = isKnown && (time.form == TimeForm::Number || time.form == TimeForm::RunningSum);
    const bool isText = isKnown && time.form == TimeForm::Text;
    const bool isClock = isText && time.text == TimeText::Clock && !time.clockColumn;
    const bool isNearEpoch =
        !preview.rows.empty() && preview.rows.front().time && *preview.rows.front().time - time.epoch < longestSession;
    const bool isRelative = isKnown
                            && (time.form == TimeForm::Rate || time.form == TimeForm::RunningSum || isClock
                                || (time.form == TimeForm::Number && isNearEpoch));
    m_form->setRowVisible(m_clock, isText && !isClock);
    m_form->setRowVisible(m_unit, isNumber);
    m_form->setRowVisible(m_intervals, isKnown && (time.form == TimeForm::Number || m_intervals->isChecked()));
    m_form->setRowVisible(m_order, isText && (time.text == TimeText::DayFirst || time.text == TimeText::MonthFirst));
    m_form->setRowVisible(m_year, isText && time.text == TimeText::DayMonth);
    m_form->setRowVisible(m_zone, isText && !isClock);
    m_form->setRowVisible(m_rate, isByRate() || (isKnown && time.form == TimeForm::Rate));
    m_form->setRowVisible(m_start, isRelative || isByRate() || !m_start->text().isEmpty());
    // A rate that the file names is shown; to say another, say first that rows have one.
    m_rate->setEnabled(isByRate());
}

void ImportTimeFields::setOptions(const exchange::CsvOptions &options)
{
    const QSignalBlocker quiet(this);
    if (!options.timeColumn.isEmpty())
        selectData(*m_column, options.timeColumn.toInt() - 1);
    if (!options.clockColumn.isEmpty())
        selectData(*m_clock, options.clockColumn.toInt() - 1);
    if (options.rateHz) {
        selectData(*m_column, byRate);
        m_rate->setValue(*options.rateHz);
    }
    if (options.nsPerUnit)
        m_unit->setCurrentIndex(std::max(0, m_unit->findData(static_cast<qint64>(*options.nsPerUnit))));
    m_intervals->setChecked(options.isRunningSum);
    if (options.isDayFirst)
        selectData(*m_order, static_cast<int>(*options.isDayFirst ? Order::DayFirst : Order::MonthFirst));
    if (options.year)
        m_year->setValue(*options.year);
    if (options.zone)
        m_zone->setCurrentText(QString::fromLatin1(options.zone->id()));
    if (options.start)
        m_start->setText(QString::fromStdString(formatIsoTimestamp(*options.start)));
}

void ImportTimeFields::apply(exchange::CsvOptions &options) const
{
    if (isByRate()) {
        options.rateHz = m_rate->value();
    } else {
        if (const auto column = chosenColumn())
            options.timeColumn = QString::number(*column + 1);
        if (m_clock->currentIndex() > 0)
            options.clockColumn = QString::number(m_clock->currentData().toInt() + 1);
        options.nsPerUnit = timeUnitOf(*m_unit);
        options.isRunningSum = m_intervals->isChecked();
        if (m_order->currentIndex() > 0)
            options.isDayFirst = m_order->currentData().toInt() == static_cast<int>(Order::DayFirst);
        if (m_year->value() > leastYear)
            options.year = m_year->value();
        options.zone = zoneOf(*m_zone);
    }
    options.start = startOf(*m_start);
}

QString ImportTimeFields::problem() const
{
    const QString zone = m_zone->isHidden() ? QString() : zoneProblem(*m_zone);
    return zone.isEmpty() ? startProblem(*m_start) : zone;
}

} // namespace watchglass::ui
