package tandem.verify.bench;

import static tandem.verify.bench.RawCopy.date;
import static tandem.verify.bench.RawCopy.integer;
import static tandem.verify.bench.RawCopy.text;

import java.io.DataOutputStream;
import java.io.IOException;
import tandem.verify.bench.Employees.Employee;

/** The employees a file or an identity provider tells of as a plain table: no encryption, no history, found by number and address. */
record EmployeeShape() implements RawCopy.Shape {

    @Override
    public String table() {
        return "bench_employees";
    }

    @Override
    public String definition() {
        return """
                (tenant text not null, employee text not null, given_name text not null, family_name text not null,
                 email text not null, supervisor text, department text not null, role text not null, level integer not null,
                 hire_date date not null, date_in_job date, last_promotion date,
                 primary key (tenant, employee), unique (tenant, email))""";
    }

    @Override
    public void row(DataOutputStream out, int number) throws IOException {
        var employee = new Employee(number);
        out.writeShort(12);
        text(out, Chain.TENANT);
        text(out, employee.number());
        text(out, employee.givenName());
        text(out, employee.familyName());
        text(out, employee.email());
        text(out, employee.supervisor());
        text(out, Employees.DEPARTMENT);
        text(out, Employees.ROLE);
        integer(out, Employees.LEVEL);
        date(out, Employees.HIRED);
        date(out, Employees.IN_ROLE);
        date(out, Employees.IN_ROLE);
    }
}
