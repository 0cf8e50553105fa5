/** Employees by CSV file: a published field list, dry run, a job with progress and an error report. */
@NullMarked
package tandem.intake.csv;

import org.jspecify.annotations.NullMarked;
