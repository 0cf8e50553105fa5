package tandem.intake.scim;

/** The names SCIM calls things by. */
final class Schema {

    static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
    static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    /** What a coaching programme needs to know and the standard has no word for. */
    static final String TANDEM = "urn:ietf:params:scim:schemas:extension:tandem:2.0:User";

    static final String LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
    static final String PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    static final String ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";

    static final String MEDIA_TYPE = "application/scim+json";

    private Schema() {}
}
