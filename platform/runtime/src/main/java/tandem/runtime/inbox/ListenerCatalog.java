package tandem.runtime.inbox;

import io.quarkus.arc.InjectableBean;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Gives every listener a poll of nothing when the service starts. So the inbox knows who takes in what before the first record comes,
 * and a dead letter can be replayed right after the restart that brought the correction.
 */
@ApplicationScoped
class ListenerCatalog {

    void introduce(@Observes StartupEvent event, BeanManager beans) {
        for (var bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            if (bean instanceof InjectableBean<?> ours && ours.getKind() == InjectableBean.Kind.CLASS) {
                Arrays.stream(ours.getBeanClass().getDeclaredMethods())
                        .filter(ListenerCatalog::takesPolls)
                        .forEach(method -> pollNothing(beans, bean, method));
            }
        }
    }

    private static boolean takesPolls(Method method) {
        return method.isAnnotationPresent(Incoming.class)
                && method.getParameterCount() == 1
                && method.getParameterTypes()[0] == ConsumerRecords.class;
    }

    private static void pollNothing(BeanManager beans, Bean<?> bean, Method method) {
        var listener = beans.getReference(bean, bean.getBeanClass(), beans.createCreationalContext(bean));
        try {
            method.setAccessible(true);
            method.invoke(listener, ConsumerRecords.empty());
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("The listener " + method + " does not take an empty poll", e);
        }
    }
}
