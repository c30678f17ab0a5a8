/** The API, to be read and tried out. */
Reflect.get(globalThis, "SwaggerUIBundle")({
  url: "/openapi.json",
  dom_id: "#api",
  deepLinking: true,
  persistAuthorization: false,
  validatorUrl: null,
});
