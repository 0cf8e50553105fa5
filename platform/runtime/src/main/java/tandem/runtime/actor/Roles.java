package tandem.runtime.actor;

/** The roles of the realm. A resource names them in {@code @RolesAllowed}; there is no other way in. */
public final class Roles {

    /** Machine: the HR system. */
    public static final String HRIS = "hris";
    /** Machine: a calendar integration. */
    public static final String CALENDAR = "calendar";
    /** Machine: delivery and business figures. */
    public static final String DELIVERY = "delivery";
    /** Machine: a BI tool. */
    public static final String BI = "bi";
    /** Machine: another Tandem service, for any tenant. */
    public static final String SERVICE = "service";
    /** Machine: the simulator, for any tenant; it may move programme time. */
    public static final String SIMULATOR = "simulator";

    public static final String PROGRAM_LEAD = "program-lead";
    public static final String OPERATIONS_OWNER = "operations-owner";
    public static final String HR_PARTNER = "hr-partner";
    public static final String STEERING = "steering";
    public static final String ANALYST = "analyst";
    public static final String DATA_PROTECTION = "data-protection";
    public static final String PARTICIPANT = "participant";
    public static final String PROVIDER = "provider";
    public static final String DELEGATE = "delegate";

    private Roles() {}
}
